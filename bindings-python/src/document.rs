//! Python objects as the trees that the one reader judges.

use crate::problem::Refusal;
use half::f16;
use kinerja::document::{DEEPEST, Json, LONGEST_TEXT, Node, parse};
use kinerja::{Code, Number, Path, Problem, Scheme};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDate, PyDict, PyFloat, PyInt, PyList, PyMemoryView, PySequence, PyString, PyTuple,
    PyType,
};
use std::borrow::Cow;

/// A document as it was passed.
pub(crate) enum Given<'a> {
    /// JSON text.
    Text(&'a str),
    /// Anything else.
    Tree(Node<'a>),
}

impl<'a> Given<'a> {
    /// Any document: `str` and `bytes` are JSON text, other objects become a tree.
    pub(crate) fn new(object: &'a Bound<'_, PyAny>) -> Result<Given<'a>, Refusal> {
        Given::at(object, &Trail::Top, None)
    }

    /// Facts for a scheme, whose words the tree borrows.
    pub(crate) fn facts(object: &'a Bound<'_, PyAny>, scheme: &'a Scheme) -> Result<Given<'a>, Refusal> {
        Given::at(object, &Trail::Top, Some(scheme))
    }

    /// Settings, whose problems are told from those of the facts by their path.
    pub(crate) fn settings(object: &'a Bound<'_, PyAny>, scheme: &'a Scheme) -> Result<Given<'a>, Refusal> {
        Given::at(object, &Trail::Key(&Trail::Top, "settings"), Some(scheme))
    }

    fn at(object: &'a Bound<'_, PyAny>, top: &Trail<'_>, scheme: Option<&'a Scheme>) -> Result<Given<'a>, Refusal> {
        if let Ok(text) = object.cast::<PyString>() {
            let text = text.to_str().map_err(|_| not_text(top.path(), "it holds half of a surrogate pair"))?;
            Ok(Given::Text(text))
        } else if let Ok(bytes) = object.cast::<PyBytes>() {
            let text = std::str::from_utf8(bytes.as_bytes()).map_err(|_| not_text(top.path(), "it is not UTF-8"))?;
            Ok(Given::Text(text))
        } else {
            tree(object, top, scheme).map(Given::Tree)
        }
    }

    /// The tree of settings, of whose text the problems are told from those of the facts too.
    pub(crate) fn into_settings(self) -> Result<Node<'a>, Refusal> {
        match self {
            Given::Text(text) => Ok(parse(text).map_err(|problems| problems.under(&Path::new().key("settings")))?),
            Given::Tree(tree) => Ok(tree),
        }
    }

    /// The tree of either.
    pub(crate) fn into_tree(self) -> Result<Node<'a>, Refusal> {
        match self {
            Given::Text(text) => Ok(parse(text)?),
            Given::Tree(tree) => Ok(tree),
        }
    }
}

fn not_text(path: Path, reason: &str) -> Problem {
    Problem::new(Code::JsonSyntax, path).with("reason", reason)
}

/// A tree of an object; all values that no document can hold are reported at once.
fn tree<'a>(object: &Bound<'_, PyAny>, top: &Trail<'_>, scheme: Option<&'a Scheme>) -> Result<Node<'a>, Refusal> {
    let mut walk = Walk { top: top.path(), problems: Vec::new(), size: 0, scheme, met: Vec::new(), next: 0 };
    let node = walk.node(object, top, 0)?;
    if walk.problems.is_empty() { Ok(node) } else { Err(Refusal::Problems(walk.problems.into_iter().collect())) }
}

/// The way to a value, on the stack until a problem needs it.
enum Trail<'a> {
    Top,
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    fn path(&self) -> Path {
        match self {
            Trail::Top => Path::new(),
            Trail::Key(above, key) => above.path().key(*key),
            Trail::Index(above, index) => above.path().index(*index),
        }
    }
}

struct Walk<'a, 'py> {
    /// Of which document what is told of the whole is told.
    top: Path,
    problems: Vec<Problem>,
    /// About how long the tree's text would be: objects that share their parts must not grow without end.
    size: usize,
    /// Whose facts or settings these are: then words are borrowed of it, and numbers need no text.
    scheme: Option<&'a Scheme>,
    /// The words that were met, by identity: rows of a list mostly share the objects that are their keys.
    met: Vec<(Bound<'py, PyString>, &'a str)>,
    /// Where in `met` the next word probably is.
    next: usize,
}

impl<'a, 'py> Walk<'a, 'py> {
    fn node(&mut self, object: &Bound<'py, PyAny>, trail: &Trail<'_>, depth: usize) -> Result<Node<'a>, Refusal> {
        self.grow(2)?;
        // Nearly everything is of these types and of none derived from them, which is sooner seen.
        if let Ok(text) = object.cast_exact::<PyString>() {
            return self.text(text, trail);
        }
        if let Ok(float) = object.cast_exact::<PyFloat>() {
            return Ok(self.float(float.value()));
        }
        if let Ok(integer) = object.cast_exact::<PyInt>() {
            return self.integer(integer, trail);
        }
        if let (Ok(dict), true) = (object.cast_exact::<PyDict>(), depth < DEEPEST) {
            return self.dict(dict, trail, depth);
        }
        if let Ok(text) = object.cast::<PyString>() {
            return self.text(text, trail);
        }
        if let Ok(float) = object.cast::<PyFloat>() {
            return Ok(self.float(float.value()));
        }
        if let Ok(truth) = object.cast::<PyBool>() {
            return Ok(Node::new(Json::Bool(truth.is_true())));
        }
        if let Ok(integer) = object.cast::<PyInt>() {
            return self.integer(integer, trail);
        }
        if object.is_none() {
            return Ok(Node::new(Json::Null));
        }
        if is_decimal(object)? {
            return Ok(number(object.str()?.to_str()?.to_owned()));
        }
        // What follows holds other values.
        if depth >= DEEPEST {
            return Err(Problem::new(Code::JsonTooDeep, self.top.clone()).into());
        }
        if let Ok(dict) = object.cast::<PyDict>() {
            return self.dict(dict, trail, depth);
        }
        if let Ok(list) = object.cast::<PyList>() {
            return self.list(list.iter().map(Ok), trail, depth);
        }
        if let Ok(tuple) = object.cast_exact::<PyTuple>() {
            return self.list(tuple.iter().map(Ok), trail, depth);
        }
        self.other(object, trail, depth)
    }

    fn dict(&mut self, dict: &Bound<'py, PyDict>, trail: &Trail<'_>, depth: usize) -> Result<Node<'a>, Refusal> {
        let mut entries = Vec::with_capacity(dict.len());
        for (key, value) in dict.iter() {
            self.entry(&mut entries, &key, &value, trail, depth)?;
        }
        Ok(Node::new(Json::Object(entries)))
    }

    /// The number whose text is the shortest that is this float and no other: the one that Python prints.
    fn float(&self, float: f64) -> Node<'a> {
        let exact = self.scheme.and_then(|_| Number::of_short_float(float));
        exact.map_or_else(|| number(format!("{float:?}")), |exact| Node::new(Json::Exact(exact)))
    }

    /// What is no builtin type: asked what it can be read as.
    fn other(&mut self, object: &Bound<'py, PyAny>, trail: &Trail<'_>, depth: usize) -> Result<Node<'a>, Refusal> {
        let py = object.py();
        let inner = depth.saturating_add(1);
        if object.is_instance_of::<PyDate>() {
            let text: String = object.call_method0(intern!(py, "isoformat"))?.extract()?;
            return Ok(Node::new(Json::Text(text.into())));
        }
        let is_raw = object.is_instance_of::<PyBytes>()
            || object.is_instance_of::<PyByteArray>()
            || object.is_instance_of::<PyMemoryView>();
        if is_raw || object.is_instance_of::<PyType>() {
            return Ok(self.refuse(object, trail));
        }
        if let Some(read) = self.scientific(object, trail, depth)? {
            return Ok(read);
        }
        for method in [intern!(py, "model_dump"), intern!(py, "_asdict")] {
            if let Some(method) = object.getattr_opt(method)? {
                return self.node(&method.call0()?, trail, inner);
            }
        }
        if object.hasattr(intern!(py, "__dataclass_fields__"))? {
            let mut entries = Vec::new();
            for field in
                py.import(intern!(py, "dataclasses"))?.call_method1(intern!(py, "fields"), (object,))?.try_iter()?
            {
                let name = field?.getattr(intern!(py, "name"))?;
                let value = object.getattr(name.cast::<PyString>().map_err(PyErr::from)?)?;
                self.entry(&mut entries, &name, &value, trail, depth)?;
            }
            return Ok(Node::new(Json::Object(entries)));
        }
        if let Some(keys) = object.getattr_opt(intern!(py, "keys"))?
            && object.hasattr(intern!(py, "__getitem__"))?
        {
            let mut entries = Vec::new();
            for key in keys.call0()?.try_iter()? {
                let key = key?;
                self.entry(&mut entries, &key, &object.get_item(&key)?, trail, depth)?;
            }
            return Ok(Node::new(Json::Object(entries)));
        }
        if object.cast::<PySequence>().is_ok() {
            return self.list(object.try_iter()?, trail, depth);
        }
        if is_enum(object)? {
            return self.node(&object.getattr(intern!(py, "value"))?, trail, inner);
        }
        Ok(self.refuse(object, trail))
    }

    /// The values of numpy and pyarrow, which are not imported for that.
    fn scientific(
        &mut self,
        object: &Bound<'py, PyAny>,
        trail: &Trail<'_>,
        depth: usize,
    ) -> Result<Option<Node<'a>>, Refusal> {
        let py = object.py();
        let inner = depth.saturating_add(1);
        let module = object.get_type().getattr(intern!(py, "__module__"))?;
        let package = module.cast::<PyString>().ok().and_then(|name| name.to_str().ok()?.split('.').next());
        Ok(match package {
            Some("pyarrow") => match object.getattr_opt(intern!(py, "as_py"))? {
                Some(as_py) => {
                    let value = as_py.call0()?;
                    // A narrow float's own shortest text, as of numpy's.
                    let width = object.getattr_opt(intern!(py, "type"))?.map(|ty| ty.str()?.extract::<String>());
                    Some(match (width.transpose()?.as_deref(), value.extract::<f64>()) {
                        (Some("float"), Ok(wide)) => number(shortest_of_single(wide)),
                        (Some("halffloat"), Ok(wide)) => number(shortest_of_half(wide)),
                        _ => self.node(&value, trail, inner)?,
                    })
                }
                None => None,
            },
            Some("numpy") => {
                let kind = object.getattr_opt(intern!(py, "dtype"))?.map(|dtype| dtype.getattr(intern!(py, "kind")));
                let kind = kind.transpose()?.map(|kind| kind.extract::<String>()).transpose()?;
                let dimensions =
                    object.getattr_opt(intern!(py, "ndim"))?.map(|ndim| ndim.extract::<usize>()).transpose()?;
                match (dimensions, kind.as_deref()) {
                    (Some(1..), _) => Some(self.list(object.try_iter()?, trail, depth)?),
                    // A narrow float's own shortest text, not that of the wider one that `item` makes of it.
                    (Some(0), Some("f" | "i" | "u")) => Some(number(object.str()?.to_str()?.to_owned())),
                    (Some(0), Some("b" | "M" | "U" | "O")) => {
                        Some(self.node(&object.call_method0(intern!(py, "item"))?, trail, inner)?)
                    }
                    _ => None,
                }
            }
            _ => None,
        })
    }

    fn text(&mut self, text: &Bound<'py, PyString>, trail: &Trail<'_>) -> Result<Node<'a>, Refusal> {
        if let Some(word) = self.word(text) {
            return Ok(Node::new(Json::Text(Cow::Borrowed(word))));
        }
        let Ok(text) = text.to_str() else {
            self.problems.push(not_text(trail.path(), "a text holds half of a surrogate pair"));
            return Ok(Node::new(Json::Null));
        };
        self.grow(text.len())?;
        Ok(Node::new(Json::Text(text.to_owned().into())))
    }

    fn integer(&mut self, integer: &Bound<'_, PyInt>, trail: &Trail<'_>) -> Result<Node<'a>, Refusal> {
        if let Ok(small) = integer.extract::<i64>() {
            return Ok(match self.scheme {
                Some(_) => Node::new(Json::Exact(Number::from(small))),
                None => number(small.to_string()),
            });
        }
        // An `int` of another class may print itself in words, and Python refuses to print very long ones.
        let printed = integer.py().get_type::<PyInt>().call_method1(intern!(integer.py(), "__repr__"), (integer,));
        match printed.and_then(|text| text.extract::<String>()) {
            Ok(text) => Ok(number(text)),
            Err(_) => {
                self.problems.push(Problem::new(Code::NumberTooLong, trail.path()).with("found", "…"));
                Ok(Node::new(Json::Null))
            }
        }
    }

    /// The scheme's own copy of a word.
    fn word(&mut self, text: &Bound<'py, PyString>) -> Option<&'a str> {
        let scheme = self.scheme?;
        let at = |place: usize| self.met.get(place).filter(|(met, _)| met.is(text));
        let place = at(self.next).map(|_| self.next).or_else(|| self.met.iter().position(|(met, _)| met.is(text)));
        if let Some(place) = place {
            self.next = place.saturating_add(1);
            return self.met.get(place).map(|(_, word)| *word);
        }
        let word = scheme.own_word(text.to_str().ok()?)?;
        // More than a scheme has words are met only where they are not shared.
        if self.met.len() < 64 {
            self.met.push((text.clone(), word));
            self.next = self.met.len();
        }
        Some(word)
    }

    fn list(
        &mut self,
        items: impl Iterator<Item = PyResult<Bound<'py, PyAny>>>,
        trail: &Trail<'_>,
        depth: usize,
    ) -> Result<Node<'a>, Refusal> {
        let mut nodes = Vec::with_capacity(items.size_hint().0);
        for (index, item) in items.enumerate() {
            nodes.push(self.node(&item?, &Trail::Index(trail, index), depth.saturating_add(1))?);
        }
        Ok(Node::new(Json::List(nodes)))
    }

    fn entry(
        &mut self,
        entries: &mut Vec<(Cow<'a, str>, Node<'a>)>,
        key: &Bound<'py, PyAny>,
        value: &Bound<'py, PyAny>,
        trail: &Trail<'_>,
        depth: usize,
    ) -> Result<(), Refusal> {
        if let Some(word) = key.cast::<PyString>().ok().and_then(|key| self.word(key)) {
            self.grow(word.len())?;
            let node = self.node(value, &Trail::Key(trail, word), depth.saturating_add(1))?;
            entries.push((Cow::Borrowed(word), node));
            return Ok(());
        }
        let Some(key) = key.cast::<PyString>().ok().and_then(|key| key.to_str().ok()) else {
            let found = format!("a key that is {}", named(key));
            let problem = Problem::new(Code::ValueType, trail.path()).with("found", found);
            self.problems.push(problem.with("wanted", "a key that is a text"));
            return Ok(());
        };
        self.grow(key.len())?;
        let node = self.node(value, &Trail::Key(trail, key), depth.saturating_add(1))?;
        entries.push((key.to_owned().into(), node));
        Ok(())
    }

    /// Reports a value that no document can hold; something stands in its place until the walk is done.
    fn refuse(&mut self, object: &Bound<'_, PyAny>, trail: &Trail<'_>) -> Node<'a> {
        let problem = Problem::new(Code::ValueType, trail.path()).with("found", named(object));
        self.problems.push(problem.with("wanted", "a number, text, date, bool, None, list or dict"));
        Node::new(Json::Null)
    }

    fn grow(&mut self, by: usize) -> Result<(), Refusal> {
        self.size = self.size.saturating_add(by);
        if self.size > LONGEST_TEXT {
            return Err(Problem::new(Code::JsonTooLarge, self.top.clone()).into());
        }
        Ok(())
    }
}

fn number<'a>(text: String) -> Node<'a> {
    Node::new(Json::Number(text.into()))
}

/// The shortest text that is this float of single precision and no other.
#[expect(clippy::cast_possible_truncation, reason = "the float was one of single precision")]
pub(crate) fn shortest_of_single(wide: f64) -> String {
    format!("{:?}", wide as f32)
}

/// The shortest text that is this float of half precision and no other.
pub(crate) fn shortest_of_half(wide: f64) -> String {
    let half = f16::from_f64(wide);
    let texts = (0..5_usize).map(|digits| format!("{wide:.digits$e}"));
    let same = |text: &String| text.parse::<f64>().is_ok_and(|read| f16::from_f64(read) == half);
    texts.into_iter().find(same).unwrap_or_else(|| format!("{wide:?}"))
}

/// A type as a programmer calls it, `decimal.Context`.
pub(crate) fn named(object: &Bound<'_, PyAny>) -> String {
    object.get_type().fully_qualified_name().map_or_else(|_| "an object".to_owned(), |name| format!("`{name}`"))
}

/// Python's `Decimal`, imported when it is first needed.
pub(crate) fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

fn is_decimal(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    object.is_instance(decimal_type(object.py())?)
}

fn is_enum(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    static ENUM: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    object.is_instance(ENUM.import(object.py(), "enum", "Enum")?)
}
