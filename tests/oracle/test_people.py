"""The oracle of the people's rooms against the corpus.  python3 -m unittest test_people"""

import json
import os
import unittest

import annual
import journal
import people

ROOMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus", "rooms")
MODELS = {
    "feedback.aggregate": lambda given: people.aggregate(given["policy"], given["responses"]),
    "journal.roll_up": lambda given: journal.roll_up(given["journal"], given["settings"])[0],
    "periods.annual": annual.annual,
}


class Corpus(unittest.TestCase):
    def test_every_result_is_that_of_the_oracle(self):
        count = 0
        for room in ("feedback", "journal", "periods"):
            with open(os.path.join(ROOMS, room + ".json"), encoding="utf-8") as file:
                for case in json.load(file):
                    if "gives" in case and case["call"] in MODELS:
                        wanted = MODELS[case["call"]](case["given"])
                        found = {key: case["gives"][key] for key in wanted if key in case["gives"]}
                        self.assertEqual(found, wanted, case["title"])
                        count += 1
        self.assertGreater(count, 35)

    def test_what_is_published_in_the_corpus_tells_nothing_about_few(self):
        with open(os.path.join(ROOMS, "feedback.json"), encoding="utf-8") as file:
            for case in json.load(file):
                if case["call"] == "feedback.units" and "gives" in case:
                    self.assertIsNone(people.attack(case["given"], case["gives"]["means"]), case["title"])


if __name__ == "__main__":
    unittest.main()
