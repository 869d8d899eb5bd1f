//! Writes the JavaScript that loads a wasm module, as the command line tool of wasm-bindgen does: `glue <module.wasm> <directory> <name>`.
//!
//! A program by itself, so that only `cargo xtask web` waits for what it is built of.

use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(module), Some(directory), Some(name)) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("glue <module.wasm> <directory> <name>");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let web = bindgen.input_path(module).out_name(&name.to_string_lossy()).web(true);
    let made = web.and_then(|bindgen| {
        // A page that says nothing has the module from beside the JavaScript.
        bindgen.omit_default_module_path(false);
        bindgen.typescript(true).remove_name_section(true).remove_producers_section(true).generate(directory)
    });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
