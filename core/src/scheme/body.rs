//! Bodies of steps and formulas: an expression, bands, rules, a matrix or a curve (clauses 4.4 to 4.9).

use super::cells::{unknown_key, unknown_word};
use super::compile::{Compiled, Compiler, Context, Info, is_known};
use super::declare::{FormulaText, Global, list, word};
use super::formula::{Ast, Comparison, Expr};
use super::holds::outside;
use super::model::{Band, Bands, Curved, Holds, Matrix, Op, Rules};
use super::range::Range;
use super::value::{NodeId, SetId, Type, Value};
use crate::curve::Curve;
use crate::document::{Json, Node};
use crate::number::{Number, Rounding};
use crate::problem::{Code, Path, Problem, Trail};
use std::rc::Rc;

/// A result as written: a formula or a level's name.
enum Written<'d> {
    Formula(FormulaText<'d>),
    Level(&'d Node<'d>, Path),
    Nothing,
}

impl<'d> Compiler<'d> {
    /// The formulas of a body, to find what it names.
    pub(super) fn formulas_of(&mut self, node: &'d Node<'d>, path: &Path) -> Vec<FormulaText<'d>> {
        let mut found = Vec::new();
        let mut add = |compiler: &mut Self, node: Option<&'d Node<'d>>, path: Path| {
            if let Some(node) = node.filter(|node| !node.is_null()) {
                found.push(compiler.builder.formula(node, &path));
            }
        };
        add(self, node.get("is"), path.clone().key("is"));
        if let Some(bands) = node.get("bands") {
            let path = path.clone().key("bands");
            add(self, bands.get("of"), path.clone().key("of"));
            for (index, row) in list(bands, "rows").iter().enumerate() {
                add(self, row.get("is"), path.clone().key("rows").index(index).key("is"));
            }
            add(self, bands.get("else").and_then(|node| node.get("is")), path.key("else").key("is"));
        }
        if let Some(rules) = node.get("rules") {
            let path = path.clone().key("rules");
            for (index, row) in list(rules, "rows").iter().enumerate() {
                let path = path.clone().key("rows").index(index);
                add(self, row.get("when"), path.clone().key("when"));
                add(self, row.get("is"), path.key("is"));
            }
            add(self, rules.get("else").and_then(|node| node.get("is")), path.key("else").key("is"));
        }
        if let Some(curve) = node.get("curve") {
            add(self, curve.get("of"), path.clone().key("curve").key("of"));
        }
        if let Some(matrix) = node.get("matrix") {
            let path = path.clone().key("matrix");
            add(self, matrix.get("rows"), path.clone().key("rows"));
            add(self, matrix.get("columns"), path.key("columns"));
        }
        found
    }

    /// Compiles the body of a step or of a called formula.
    #[inline(never)]
    pub(super) fn body(&mut self, cx: &mut Context<'d>, node: &'d Node<'d>, path: &Path) -> Compiled {
        let forms = ["is", "bands", "rules", "matrix", "curve"];
        let present: Vec<(&str, &'d Node<'d>)> =
            forms.into_iter().filter_map(|key| Some((key, node.get(key).filter(|value| !value.is_null())?))).collect();
        let [(form, body)] = present.as_slice() else {
            let found: Vec<String> = present.iter().map(|(key, _)| format!("`{key}`")).collect();
            let problem = Problem::new(Code::StepForm, path.clone()).with("forms", found.join(", "));
            let problem = match found.as_slice() {
                [] => problem
                    .saying(
                        "this step does not say how it is calculated",
                        "langkah ini tidak menyebut cara menghitungnya",
                    )
                    .advising(
                        "it needs one of `is`, `bands`, `rules`, `matrix`, `curve`",
                        "perlu salah satu dari `is`, `bands`, `rules`, `matrix`, `curve`",
                    ),
                _ => problem,
            };
            self.builder.reader.add(problem, node);
            return self.nothing();
        };
        let scale = self.scale_of(node, path);
        let here = path.clone().key(*form);
        match *form {
            "is" => {
                let expect = scale.map(Type::Word);
                let compiled = self.formula_at(cx, body, here.clone(), expect);
                let formula = self.builder.formula(body, &here);
                let compiled = self.said_of_a_set(&formula, path, node, compiled);
                self.of_scale(cx, scale, compiled)
            }
            "bands" => self.bands(cx, node, body, &here, scale),
            "rules" => self.rules(cx, node, body, &here, scale),
            "matrix" => self.matrix(cx, node, body, &here, scale),
            _ => self.curve(cx, body, &here),
        }
    }

    /// The scale that a step names for its levels.
    #[inline(never)]
    fn scale_of(&mut self, node: &'d Node<'d>, path: &Path) -> Option<SetId> {
        let name = node.get("scale").and_then(Node::as_text)?;
        let found = self.builder.sets.iter().position(|set| set.name == name);
        if found.is_none() {
            let scales = self.builder.sets.iter().filter(|set| set.is_scale);
            let known = scales.map(|set| set.name.clone()).collect();
            self.builder.unknown("scale", name, known, &Trail::At(path).key("scale"), node);
        }
        found.and_then(|set| SetId::try_from(set).ok())
    }

    /// A step that names a scale gives levels of it.
    #[inline(never)]
    fn of_scale(&mut self, cx: &Context<'d>, scale: Option<SetId>, compiled: Compiled) -> Compiled {
        if let Some(set) = scale
            && is_known(compiled.1.ty)
            && compiled.1.ty != Type::Word(set)
        {
            let wanted = self.type_name(Type::Word(set));
            self.type_problem(cx, 0, compiled.1.ty, &wanted);
            return self.nothing();
        }
        compiled
    }

    /// In a scheme with scales a quoted word as a result is a level or a word of a set, never a text: a slip of the pen would go unseen.
    fn said_of_a_set(
        &mut self,
        formula: &FormulaText<'d>,
        path: &Path,
        step: &'d Node<'d>,
        compiled: Compiled,
    ) -> Compiled {
        let quoted = formula.ast.as_ref().and_then(|ast| quoted_result(ast));
        match quoted {
            Some(word) if compiled.1.ty == Type::Text && self.builder.sets.iter().any(|set| set.is_scale) => {
                let problem = Problem::new(Code::StepScale, path.clone()).with("level", word);
                self.builder.reader.add(problem, step);
                self.nothing()
            }
            _ => compiled,
        }
    }

    /// Compiles the formula at a place of the document, inside the context of its step.
    pub(super) fn formula_at(
        &mut self,
        cx: &mut Context<'d>,
        node: &'d Node<'d>,
        path: Path,
        expect: Option<Type>,
    ) -> Compiled {
        let formula = self.builder.formula(node, &path);
        let Some(ast) = formula.ast.clone() else { return self.nothing() };
        let outer = std::mem::replace(&mut cx.formula, formula);
        let compiled = self.expr(cx, &ast, expect);
        cx.formula = outer;
        compiled
    }

    fn written(&mut self, node: &'d Node<'d>, path: &Path) -> Written<'d> {
        let is = node.get("is").filter(|value| !value.is_null());
        let level = node.get("level").filter(|value| !value.is_null());
        match (is, level) {
            (Some(is), None) => Written::Formula(self.builder.formula(is, &path.clone().key("is"))),
            (None, Some(level)) => Written::Level(level, path.clone().key("level")),
            (is, _) => {
                let problem = one_of("is", "level", is.is_some(), path.clone());
                self.builder.reader.add(problem, node);
                Written::Nothing
            }
        }
    }

    /// The scale of a bare level: the step's, else the only one.
    fn level_scale(&mut self, step: &Node<'_>, path: &Path, scale: Option<SetId>, level: &str) -> Option<SetId> {
        let mut scales = self.builder.sets.iter().enumerate().filter(|(_, set)| set.is_scale);
        let only = scales.next().filter(|_| scales.next().is_none()).and_then(|(set, _)| SetId::try_from(set).ok());
        let found = scale.or(only);
        if found.is_none() && step.get("scale").is_none() {
            let problem = Problem::new(Code::StepScale, path.clone()).with("level", level);
            self.builder.reader.add(problem, step);
        }
        found
    }

    /// Compiles one result; `expect` is what earlier results of the step are.
    fn result(
        &mut self,
        cx: &mut Context<'d>,
        step: &'d Node<'d>,
        path: &Path,
        scale: Option<SetId>,
        written: Written<'d>,
        expect: Option<Type>,
    ) -> Compiled {
        match written {
            Written::Nothing => self.nothing(),
            Written::Formula(formula) => {
                let Some(ast) = formula.ast.clone() else { return self.nothing() };
                let outer = std::mem::replace(&mut cx.formula, formula.clone());
                let compiled = self.expr(cx, &ast, expect.or(scale.map(Type::Word)));
                let compiled = self.said_of_a_set(&formula, path, step, compiled);
                let compiled = self.of_scale(cx, scale, compiled);
                cx.formula = outer;
                compiled
            }
            Written::Level(node, at) => {
                let level = node.as_text().unwrap_or("");
                let Some(set) = self.level_scale(step, path, scale, level) else { return self.nothing() };
                match self.builder.sets[set].index(level) {
                    Some(index) => {
                        let info = Info { words: Some((index, index)), ..Info::of(Type::Word(set)) };
                        (self.push(Op::Constant(Value::Word(set, index))), info)
                    }
                    None => {
                        let problem = unknown_word(Code::FormulaWord, at, &self.builder.sets[set], level);
                        self.builder.reader.add(problem, node);
                        self.nothing()
                    }
                }
            }
        }
    }

    /// Joins what is known of a step's results, one after another.
    fn join(
        &mut self,
        cx: &mut Context<'d>,
        formula: Option<&'d Node<'d>>,
        path: Path,
        joined: Option<Info>,
        info: Info,
    ) -> Info {
        let Some(before) = joined else { return info };
        if before.ty.joined(info.ty).is_some() && before.unit.zip(info.unit).is_none_or(|(a, b)| a == b) {
            return self.either(cx, 0, &before, &info);
        }
        // The problem stands at the result that differs.
        let node = formula.unwrap_or(cx.formula.node);
        let text: Rc<str> = node.as_text().unwrap_or("").into();
        let outer = std::mem::replace(&mut cx.formula, FormulaText { text, ast: None, path, node });
        let info = self.either(cx, 0, &before, &info);
        cx.formula = outer;
        info
    }

    /// The last result: what holds where no row does.
    fn otherwise(
        &mut self,
        cx: &mut Context<'d>,
        step: &'d Node<'d>,
        body: &'d Node<'d>,
        path: &Path,
        scale: Option<SetId>,
        joined: Option<Info>,
    ) -> (Option<NodeId>, Option<Info>) {
        let Some(node) = body.get("else").filter(|node| node.as_text().is_none()) else { return (None, joined) };
        let at = path.clone().key("else");
        let written = self.written(node, &at);
        let expect = joined.as_ref().map(|info| info.ty).filter(|ty| is_known(*ty));
        let (compiled, info) = self.result(cx, step, &path.clone().parent(), scale, written, expect);
        let info = self.join(
            cx,
            node.get("is"),
            at.key(if node.get("level").is_some() { "level" } else { "is" }),
            joined,
            info,
        );
        (Some(compiled), Some(info))
    }

    #[inline(never)]
    fn bands(
        &mut self,
        cx: &mut Context<'d>,
        step: &'d Node<'d>,
        body: &'d Node<'d>,
        path: &Path,
        scale: Option<SetId>,
    ) -> Compiled {
        let step_path = path.clone().parent();
        let Some(of_node) = body.get("of") else { return self.nothing() };
        let (of, of_info) = self.formula_at(cx, of_node, path.clone().key("of"), Some(Type::Number));
        if is_known(of_info.ty) && of_info.ty != Type::Number {
            let outer = cx.formula.clone();
            cx.formula = self.builder.formula(of_node, &path.clone().key("of"));
            self.type_problem(cx, 0, of_info.ty, "a number");
            cx.formula = outer;
        }
        let round = body.get("round").and_then(rounding);
        let mut rows: Vec<Band> = Vec::new();
        let mut joined: Option<Info> = None;
        let mut before: Option<(Number, bool)> = None;
        // The values for which no row so far holds.
        let mut left = match round {
            Some((digits, mode)) => of_info.range.rounded(mode, |number| number.round(digits, mode).value().clone()),
            None => of_info.range.clone(),
        };
        for (index, row) in list(body, "rows").iter().enumerate() {
            let at = path.clone().key("rows").index(index);
            let thresholds = [("from", false), ("above", true)];
            let mut given = thresholds
                .into_iter()
                .filter_map(|(key, above)| Some((key, above, row.get(key).filter(|n| !n.is_null())?)));
            let (first, second) = (given.next(), given.next());
            let (Some((key, above, threshold)), None) = (first, second) else {
                self.builder.reader.add(one_of("from", "above", first.is_some(), at.clone()), row);
                continue;
            };
            let (threshold_node, threshold_info, constant) = self.threshold(cx, threshold, at.clone().key(key));
            self.same_unit(cx, 0, &of_info, &threshold_info);
            if of_info.ty == Type::Number && threshold_info.ty == Type::Number {
                let (holds, fails) = if above {
                    (Comparison::Greater, Comparison::LessOrEqual)
                } else {
                    (Comparison::GreaterOrEqual, Comparison::Less)
                };
                self.row(at.clone(), left.may(holds, &threshold_info.range));
                left = left.narrowed(fails, &threshold_info.range);
            }
            if let Some(constant) = constant {
                let falls = before.as_ref().is_none_or(|(earlier, earlier_above)| {
                    constant < *earlier || (constant == *earlier && *earlier_above && !above)
                });
                if !falls {
                    let problem = Problem::new(Code::BandsOrder, at.clone()).with("found", &constant);
                    self.builder.reader.add(problem, row);
                }
                before = Some((constant, above));
            }
            let written = self.written(row, &at);
            let expect = joined.as_ref().map(|info| info.ty).filter(|ty| is_known(*ty));
            let (result, info) = self.result(cx, step, &step_path, scale, written, expect);
            let key = if row.get("level").is_some() { "level" } else { "is" };
            joined = Some(self.join(cx, row.get("is"), at.key(key), joined, info));
            let printed = word(row, "printed").to_owned();
            rows.push(Band { threshold: threshold_node, above, result, printed });
        }
        let (otherwise, joined) = self.otherwise(cx, step, body, path, scale, joined);
        let info = joined.unwrap_or_else(|| Info::of(Type::Unknown)).absent_if(&[&of_info]);
        (self.push(Op::Bands(Box::new(Bands { of, round, rows, otherwise }))), info)
    }

    /// A threshold of bands: a number, or the name of a parameter or setting.
    fn threshold(&mut self, cx: &mut Context<'d>, node: &'d Node<'d>, path: Path) -> (NodeId, Info, Option<Number>) {
        let text = match &node.value {
            Json::Number(text) | Json::Text(text) => text.as_ref(),
            _ => "",
        };
        if !text.starts_with(|first: char| first.is_ascii_lowercase()) {
            let trail = Trail::At(&path);
            let Some(number) = crate::document::shape::number(node, &trail, &mut self.builder.reader) else {
                let (node, info) = self.nothing();
                return (node, info, None);
            };
            let info = Info::number(Range::exactly(&number), super::compile::Growth::READ);
            return (self.push(Op::Constant(Value::Number(number.clone()))), info, Some(number));
        }
        let named = match self.builder.globals.get(text) {
            Some(Global::Setting(index)) => Some(&self.builder.settings[*index].takes),
            Some(Global::Parameter(index)) => Some(&self.builder.parameters[*index].takes),
            _ => None,
        };
        if !matches!(named, Some(Holds::One(_))) {
            let single = |holds: &Holds| matches!(holds, Holds::One(_));
            let settings = self.builder.settings.iter().filter(|setting| single(&setting.takes));
            let parameters = self.builder.parameters.iter().filter(|parameter| single(&parameter.takes));
            let parameters = parameters.map(|parameter| parameter.name.clone());
            let known = settings.map(|setting| setting.name.clone()).chain(parameters).collect();
            self.builder.unknown("parameter or setting", text, known, &Trail::At(&path), node);
            let (node, info) = self.nothing();
            return (node, info, None);
        }
        let ast = Rc::new(Expr { at: 0, kind: Ast::Name(text.to_owned()) });
        let formula = FormulaText { text: text.into(), ast: Some(ast.clone()), path, node };
        let outer = std::mem::replace(&mut cx.formula, formula);
        let (compiled, info) = self.of_type(cx, &ast, Type::Number);
        cx.formula = outer;
        (compiled, info, None)
    }

    #[inline(never)]
    fn rules(
        &mut self,
        cx: &mut Context<'d>,
        step: &'d Node<'d>,
        body: &'d Node<'d>,
        path: &Path,
        scale: Option<SetId>,
    ) -> Compiled {
        let step_path = path.clone().parent();
        let unique = word(body, "policy") == "unique";
        let known = cx.narrow.len();
        let mut rows = Vec::new();
        let mut joined: Option<Info> = None;
        let mut conditions = Vec::new();
        let mut decided = false;
        for (index, row) in list(body, "rows").iter().enumerate() {
            let at = path.clone().key("rows").index(index);
            let Some(when_node) = row.get("when") else { continue };
            let when_formula = self.builder.formula(when_node, &at.clone().key("when"));
            let outer = std::mem::replace(&mut cx.formula, when_formula.clone());
            let (when, when_info) = match &when_formula.ast {
                Some(ast) => self.of_type(cx, ast, Type::Truth),
                None => self.nothing(),
            };
            let before = cx.narrow.len();
            if let Some(ast) = &when_formula.ast {
                let reached = !decided && self.may_be(cx, ast, true);
                self.row(at.clone(), reached);
                // With `unique`, a row that always holds leaves the others in conflict with it, not unreached.
                decided |= !unique && !self.may_be(cx, ast, false);
                self.learn(cx, ast, true);
            }
            cx.formula = outer;
            let written = self.written(row, &at);
            let expect = joined.as_ref().map(|info| info.ty).filter(|ty| is_known(*ty));
            let (result, info) = self.result(cx, step, &step_path, scale, written, expect);
            let key = if row.get("level").is_some() { "level" } else { "is" };
            joined = Some(self.join(cx, row.get("is"), at.key(key), joined, info));
            cx.narrow.truncate(before);
            // Rows after this one are reached only where it does not hold; with `unique`, only `else` is.
            if let Some(ast) = &when_formula.ast {
                if unique {
                    conditions.push(when_formula.clone());
                } else {
                    self.learn(cx, ast, false);
                }
            }
            joined = joined.map(|info| info.absent_if(&[&when_info]));
            rows.push((when, result));
        }
        let texts = conditions.iter().map(|formula: &FormulaText<'_>| (&*formula.text).into()).collect();
        for formula in conditions {
            if let Some(ast) = formula.ast.clone() {
                self.learn(cx, &ast, false);
            }
        }
        let (otherwise, joined) = self.otherwise(cx, step, body, path, scale, joined);
        cx.narrow.truncate(known);
        let info = joined.unwrap_or_else(|| Info::of(Type::Unknown));
        (self.push(Op::Rules(Box::new(Rules { unique, rows, texts, otherwise }))), info)
    }

    #[inline(never)]
    fn matrix(
        &mut self,
        cx: &mut Context<'d>,
        step: &'d Node<'d>,
        body: &'d Node<'d>,
        path: &Path,
        scale: Option<SetId>,
    ) -> Compiled {
        let step_path = path.clone().parent();
        let axis = |compiler: &mut Self, cx: &mut Context<'d>, key: &str| -> Option<(NodeId, Info, SetId)> {
            let node = body.get(key)?;
            let (compiled, info) = compiler.formula_at(cx, node, path.clone().key(key), None);
            match info.ty {
                Type::Word(set) => Some((compiled, info, set)),
                Type::Unknown => None,
                other => {
                    let formula = compiler.builder.formula(node, &path.clone().key(key));
                    let outer = std::mem::replace(&mut cx.formula, formula);
                    compiler.type_problem(cx, 0, other, "a level or a choice");
                    cx.formula = outer;
                    None
                }
            }
        };
        let (rows, columns) = (axis(self, cx, "rows"), axis(self, cx, "columns"));
        let (Some((rows, row_info, row_set)), Some((columns, column_info, column_set))) = (rows, columns) else {
            return self.nothing();
        };
        let names = |compiler: &Self, set: SetId| -> Vec<String> {
            compiler.builder.sets[set].names().map(str::to_owned).collect()
        };
        let (row_names, column_names) = (names(self, row_set), names(self, column_set));
        let Some(cells_node) = body.get("cells") else { return self.nothing() };
        let at = path.clone().key("cells");
        let extra = |compiler: &mut Self, node: &'d Node<'d>, path: &Path, known: &[String]| {
            for (key, value) in node.entries().iter().filter(|(key, _)| !known.iter().any(|name| name == key)) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let at = Trail::At(path);
                unknown_key(key, &known, node, value, &at.key(key), &mut compiler.builder.reader);
            }
        };
        extra(self, cells_node, &at, &row_names);
        let mut cells = Vec::new();
        let mut missing = Vec::new();
        let mut joined: Option<Info> = None;
        for row in &row_names {
            let row_node = cells_node.get(row);
            if let Some(node) = row_node {
                extra(self, node, &at.clone().key(row), &column_names);
            }
            for column in &column_names {
                let here = at.clone().key(row).key(column);
                let Some(cell) = row_node.and_then(|node| node.get(column)).filter(|cell| !cell.is_null()) else {
                    missing.push(format!("{row}.{column}"));
                    continue;
                };
                let (value, info) = self.matrix_cell(step, &step_path, scale, cell, &here);
                joined = Some(match joined {
                    None => info,
                    Some(before) => match before.ty.joined(info.ty) {
                        Some(ty) => before.either(&info, ty),
                        None => {
                            let problem = Problem::new(Code::FormulaType, here)
                                .with("found", self.type_name(info.ty))
                                .with("wanted", self.type_name(before.ty));
                            self.builder.reader.add(problem, cell);
                            before
                        }
                    },
                });
                cells.push(value);
            }
        }
        if !missing.is_empty() {
            let problem = Problem::new(Code::MatrixIncomplete, at).with("missing", missing.join(", "));
            self.builder.reader.add(problem, cells_node);
        }
        let info = joined.unwrap_or_else(|| Info::of(Type::Unknown)).absent_if(&[&row_info, &column_info]);
        let matrix = Matrix { rows, columns, width: column_names.len(), cells };
        (self.push(Op::Matrix(Box::new(matrix))), info)
    }

    fn matrix_cell(
        &mut self,
        step: &'d Node<'d>,
        step_path: &Path,
        scale: Option<SetId>,
        cell: &'d Node<'d>,
        path: &Path,
    ) -> (Value, Info) {
        if let Json::Number(text) = &cell.value {
            return match Number::parse(text) {
                Ok(number) => {
                    let info = Info::number(Range::exactly(&number), super::compile::Growth::READ);
                    (Value::Number(number), info)
                }
                Err(error) => {
                    let problem = crate::document::shape::number_problem(error, text, path.clone());
                    self.builder.reader.add(problem, cell);
                    (Value::Failed, Info::of(Type::Unknown))
                }
            };
        }
        let level = cell.as_text().unwrap_or("");
        let Some(set) = self.level_scale(step, step_path, scale, level) else {
            return (Value::Failed, Info::of(Type::Unknown));
        };
        match self.builder.sets[set].index(level) {
            Some(index) => (Value::Word(set, index), Info { words: Some((index, index)), ..Info::of(Type::Word(set)) }),
            None => {
                let problem = unknown_word(Code::FormulaWord, path.clone(), &self.builder.sets[set], level);
                self.builder.reader.add(problem, cell);
                (Value::Failed, Info::of(Type::Unknown))
            }
        }
    }

    #[inline(never)]
    fn curve(&mut self, cx: &mut Context<'d>, body: &'d Node<'d>, path: &Path) -> Compiled {
        let Some(of_node) = body.get("of") else { return self.nothing() };
        let formula = self.builder.formula(of_node, &path.clone().key("of"));
        let outer = std::mem::replace(&mut cx.formula, formula.clone());
        let (of, of_info) = match &formula.ast {
            Some(ast) => self.of_type(cx, ast, Type::Number),
            None => self.nothing(),
        };
        cx.formula = outer;
        let mut points: Vec<(Number, Number)> = Vec::new();
        let mut rises = true;
        for point in list(body, "points") {
            let read = |node: &Node<'_>| match &node.value {
                Json::Number(text) | Json::Text(text) => Number::parse(text).ok(),
                _ => None,
            };
            let [x, y] = point.items() else {
                rises = false;
                continue;
            };
            // A coordinate that is no number has its own problem from the shape.
            let (Some(x), Some(y)) = (read(x), read(y)) else { continue };
            rises &= points.last().is_none_or(|(before, _)| *before < x);
            points.push((x, y));
        }
        if !rises || points.len() < 2 {
            let problem = Problem::new(Code::CurvePoints, path.clone().key("points"));
            self.builder.reader.add(problem, body);
        }
        let (below, above) = (outside(body, "below"), outside(body, "above"));
        // What is no curve has its problem, and is not evaluated.
        let curve = Curve::new(points, below, above).unwrap_or(Curve::unread(below, above));
        let info = Info::along([&curve].into_iter(), &of_info);
        (self.push(Op::Curve(Box::new(Curved { of, curve }))), info)
    }
}

/// Of two keys exactly one must stand; `both` do or none does.
pub(super) fn one_of(first: &'static str, second: &'static str, both: bool, path: Path) -> Problem {
    let problem = Problem::new(Code::DocumentMissing, path.key(first)).with("first", first).with("second", second);
    if both {
        problem
            .saying("`{first}` and `{second}` stand together", "`{first}` dan `{second}` berada bersama")
            .advising("exactly one of the two is needed: remove one", "perlu tepat salah satu: hapus yang lain")
    } else {
        problem.saying(
            "exactly one of `{first}` and `{second}` is needed",
            "perlu tepat salah satu dari `{first}` dan `{second}`",
        )
    }
}

/// The first quoted word that an expression may give as its result.
fn quoted_result(e: &Expr) -> Option<&str> {
    match &e.kind {
        Ast::Word(word) => Some(word),
        Ast::If(_, a, b) => quoted_result(a).or_else(|| quoted_result(b)),
        Ast::Call(call) if call.name == "if_absent" => call.arguments.iter().find_map(quoted_result),
        _ => None,
    }
}

/// A rounding as an object of digits and mode; none for a word.
pub(crate) fn rounding(node: &Node<'_>) -> Option<(u8, Rounding)> {
    let digits = match &node.get("digits")?.value {
        Json::Number(text) => Number::parse(text).ok()?.to_i64().and_then(|digits| u8::try_from(digits).ok())?,
        _ => return None,
    };
    Some((digits, Rounding::from_name(word(node, "mode"))?))
}
