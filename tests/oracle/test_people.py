"""The oracle of the people's rooms against the corpus.  python3 -m unittest test_people"""

import json
import os
import unittest
from fractions import Fraction

import annual
import development
import journal
import people
import suggestions

ROOMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus", "rooms")
MODELS = {
    "feedback.aggregate": lambda given: people.aggregate(given["policy"], given["responses"]),
    "journal.roll_up": lambda given: journal.roll_up(given["journal"], given["settings"])[0],
    "periods.annual": annual.annual,
    "development.plan": development.plan,
    "suggestions.review": suggestions.review,
    "suggestions.new_idea": suggestions.new_idea,
}


class Corpus(unittest.TestCase):
    def test_every_result_is_that_of_the_oracle(self):
        count = 0
        for room in ("feedback", "journal", "periods", "suggestions", "development"):
            with open(os.path.join(ROOMS, room + ".json"), encoding="utf-8") as file:
                for case in json.load(file):
                    if "gives" in case and case["call"] in MODELS:
                        wanted = MODELS[case["call"]](case["given"])
                        found = {key: case["gives"][key] for key in wanted if key in case["gives"]}
                        self.assertEqual(found, wanted, case["title"])
                        count += 1
        self.assertGreater(count, 45)

    def test_what_is_published_in_the_corpus_tells_nothing_about_few(self):
        with open(os.path.join(ROOMS, "feedback.json"), encoding="utf-8") as file:
            for case in json.load(file):
                if case["call"] == "feedback.units" and "gives" in case:
                    self.assertIsNone(people.attack(case["given"], case["gives"]["means"]), case["title"])


    def test_counts_of_the_corpus_tell_nothing_about_few(self):
        with open(os.path.join(ROOMS, "development.json"), encoding="utf-8") as file:
            for case in json.load(file):
                if case["call"] == "development.participation" and "gives" in case:
                    self.assertIsNone(development.attack(case["given"], case["gives"]["counts"], case["gives"]["least"]), case["title"])


class Vectors(unittest.TestCase):
    """What others have worked out: the oracle is held to that, not to the library."""

    def vectors(self, name):
        with open(os.path.join(ROOMS, "..", "..", "vectors", name + ".json"), encoding="utf-8") as file:
            return json.load(file)["cases"]

    def test_prorations(self):
        for case in self.vectors("period_proration"):
            span = lambda pair: {"from": pair[0], "until": pair[1]}
            given = {
                "period": span(case["period"]), "rule": "weighted", "gap": "leave_out", "leave": [span(leave) for leave in case["leave"]],
                "evaluations": [{"from": one["from"], "until": one["to_inclusive"], "score": one["score"]} for one in case["segments"]],
            }
            found = annual.annual(given)
            self.assertEqual(Fraction(found["score"]), Fraction(case["weighted_score"]))
            self.assertEqual([int(one["days"]) for one in found["segments"]], case["effective_days"])
            self.assertEqual(found["days"]["gap"], case["gap_days"])

    def test_means(self):
        for case in self.vectors("robust_means"):
            marks = [Fraction(str(mark)) for mark in case["x"]]
            trimmed = people.centre_of(marks, {"trimmed": case["p"], "cut": "fractional"})
            self.assertEqual(trimmed, Fraction(case["fractional_trim_exact"]))
            self.assertAlmostEqual(float(people.centre_of(marks, {"trimmed": case["p"], "cut": "whole"})), case["scipy_trim_mean"])
            self.assertAlmostEqual(float(people.centre_of(marks, "median")), case["median"])


if __name__ == "__main__":
    unittest.main()
