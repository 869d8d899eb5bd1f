//! The independent evaluator in Python, asked for random cases and what comes out of them.

use crate::{codes, exact_json, here, outcomes_json};
use kinerja::Scheme;
use serde_json::{Value, json};
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Cases of one request, so that a case can be had again from its seed without those of all other requests.
const BATCH: usize = 50;

/// A running oracle.
pub struct Oracle {
    child: Child,
    requests: ChildStdin,
    replies: BufReader<ChildStdout>,
}

/// Random facts (and mostly a random scheme) with what the oracle makes of them.
pub struct OracleCase {
    /// How to have it again: the request's seed and the position in the reply.
    pub seed: u64,
    pub position: usize,
    pub scheme: String,
    pub facts: String,
    pub settings: Option<String>,
    pub expect: Value,
}

impl Oracle {
    /// Starts the oracle.
    ///
    /// # Errors
    /// One line that names what is missing.
    pub fn start() -> Result<Oracle, String> {
        let mut child = Command::new("python3")
            .arg(here().join("oracle").join("server.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3 (3.9 or later) is needed for the oracle's tests: {error}"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(replies)) => Ok(Oracle { child, requests, replies: BufReader::new(replies) }),
            _ => Err("the oracle has no pipes".to_owned()),
        }
    }

    /// Random facts for a scheme.
    ///
    /// # Errors
    /// What the oracle says, or that it has ended.
    pub fn facts(&mut self, scheme: &str, seed: u64, count: usize) -> Result<Vec<OracleCase>, String> {
        self.cases(&json!({"op": "facts", "scheme": scheme}), Some(scheme), seed, count)
    }

    /// Random schemes, each with facts.
    ///
    /// # Errors
    /// What the oracle says, or that it has ended.
    pub fn schemes(&mut self, seed: u64, count: usize) -> Result<Vec<OracleCase>, String> {
        self.cases(&json!({"op": "schemes"}), None, seed, count)
    }

    /// Random schemes that may divide by zero, which a parser may then refuse; each with facts four times.
    ///
    /// # Errors
    /// What the oracle says, or that it has ended.
    pub fn bold_schemes(&mut self, seed: u64, count: usize) -> Result<Vec<OracleCase>, String> {
        self.cases(&json!({"op": "bold"}), None, seed, count)
    }

    fn cases(
        &mut self,
        request: &Value,
        scheme: Option<&str>,
        seed: u64,
        count: usize,
    ) -> Result<Vec<OracleCase>, String> {
        let mut cases = Vec::with_capacity(count);
        let mut asked = 0;
        for seed in seed.. {
            let mut request = request.clone();
            request["seed"] = json!(seed);
            request["count"] = json!(BATCH.min(count - asked));
            asked += BATCH.min(count - asked);
            let mut reply = self.ask(&request)?;
            let Some(Value::Array(batch)) = reply.get_mut("cases").map(Value::take) else {
                return Err(format!("the oracle has no cases: {reply}"));
            };
            for (position, mut case) in batch.into_iter().enumerate() {
                let text = |key: &str| case.get(key).and_then(Value::as_str).map(str::to_owned);
                cases.push(OracleCase {
                    seed,
                    position,
                    scheme: text("scheme").or_else(|| scheme.map(str::to_owned)).unwrap_or_default(),
                    facts: text("facts").unwrap_or_default(),
                    settings: text("settings"),
                    expect: case.get_mut("expect").map(Value::take).unwrap_or_default(),
                });
            }
            if asked >= count {
                break;
            }
        }
        Ok(cases)
    }

    /// What the oracle answers to a request.
    ///
    /// # Errors
    /// What the oracle says, or that it has ended.
    pub fn ask(&mut self, request: &Value) -> Result<Value, String> {
        let ended = |error: std::io::Error| format!("the oracle has ended: {error}");
        writeln!(self.requests, "{request}").and_then(|()| self.requests.flush()).map_err(ended)?;
        let mut line = String::new();
        self.replies.read_line(&mut line).map_err(ended)?;
        let reply: Value = serde_json::from_str(&line).map_err(|error| format!("the oracle's reply: {error}"))?;
        match reply.get("error") {
            Some(error) => Err(format!("the oracle: {error}")),
            None => Ok(reply),
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        // It would end by itself once its input does, but nobody would have waited for it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl OracleCase {
    /// Whether the scheme gives what the oracle gives; says what differs.
    ///
    /// # Errors
    /// What the oracle gives and what was found.
    pub fn agrees(&self, scheme: &Scheme) -> Result<(), String> {
        let pairs = |key: &str| -> Vec<(String, String)> {
            let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
            let list = self.expect.get(key).and_then(Value::as_array).into_iter().flatten();
            list.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
        };
        let same = |what: &str, oracle: &Value, engine: &Value| {
            if oracle == engine { Ok(()) } else { Err(format!("{what}: the oracle has {oracle}, the engine {engine}")) }
        };
        if let Some(reason) = self.expect.get("invalid") {
            return Err(format!("the scheme parses, though the oracle has: {reason}"));
        }
        let appraisal = match scheme.appraise(&self.facts, self.settings.as_deref()) {
            Ok(appraisal) => appraisal,
            Err(problems) => return same("problems", &json!(pairs("problems")), &json!(codes(&problems))),
        };
        same("problems", &json!(pairs("problems")), &json!([]))?;
        same("unratable", &self.expect["unratable"], &json!(appraisal.unratable().is_some()))?;
        for (path, value) in self.expect["steps"].as_object().into_iter().flatten() {
            same(path, value, &appraisal.value(path).map_or(Value::Null, |value| exact_json(&value)))?;
        }
        same("outcomes", &self.expect["outcomes"], &outcomes_json(&appraisal))?;
        same("warnings", &json!(pairs("warnings")), &json!(codes(appraisal.warnings())))
    }
}

impl fmt::Display for OracleCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OracleCase { seed, position, scheme, facts, settings, expect } = self;
        writeln!(f, "seed {seed}, case {position}")?;
        writeln!(f, "scheme: {scheme}")?;
        writeln!(f, "facts: {facts}")?;
        writeln!(f, "settings: {}", settings.as_deref().unwrap_or("none"))?;
        write!(f, "the oracle's result: {expect}")
    }
}
