//! The table of figures.

/// Rows of figure, value, goal, and whether it is met.
#[derive(Default)]
pub(crate) struct Table(Vec<[String; 4]>);

impl Table {
    /// A figure with a goal.
    pub(crate) fn row(&mut self, figure: &str, value: String, goal: &str, met: bool) {
        self.0.push([figure.to_owned(), value, goal.to_owned(), if met { "met" } else { "NOT MET" }.to_owned()]);
    }

    /// A figure without one.
    pub(crate) fn info(&mut self, figure: &str, value: String) {
        self.0.push([figure.to_owned(), value, String::new(), String::new()]);
    }

    pub(crate) fn print(&self) {
        let heading = ["figure", "value", "goal", ""].map(str::to_owned);
        let width = |column: usize| {
            self.0
                .iter()
                .chain([&heading])
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let (first, second, third) = (width(0), width(1), width(2));
        for [figure, value, goal, met] in [&heading].into_iter().chain(&self.0) {
            println!("{}", format!("{figure:first$}  {value:>second$}  {goal:third$}  {met}").trim_end());
        }
    }
}
