//! Arrow tables in and out of Python by the Arrow PyCapsule interface: pointers handed over in capsules, without pyarrow.
//!
//! A crate of its own because taking a pointer out of a capsule is `unsafe`, and all other code forbids that.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray, make_array};
use arrow_schema::{ArrowError, DataType, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::ptr::NonNull;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A table as a reader of its batches.
pub type Reader = Box<dyn RecordBatchReader + Send>;

/// The reader of an object that has the Arrow PyCapsule interface, as a stream or as one batch; none of another object.
///
/// # Errors
/// Whatever the object's own methods raise; `ValueError` where what they give is no table.
pub fn read(object: &Bound<'_, PyAny>) -> PyResult<Option<Reader>> {
    if let Some(method) = object.getattr_opt("__arrow_c_stream__")? {
        let capsule = method.call0()?.cast_into::<PyCapsule>()?;
        let pointer: NonNull<FFI_ArrowArrayStream> = capsule.pointer_checked(Some(STREAM))?.cast();
        // SAFETY: a capsule of this name holds a valid stream, by the interface. It is moved out, and what is left in the capsule is marked as released.
        let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr()) }.map_err(no_table)?;
        return Ok(Some(Box::new(reader)));
    }
    let Some(method) = object.getattr_opt("__arrow_c_array__")? else { return Ok(None) };
    let pair = method.call0()?.cast_into::<PyTuple>()?;
    let (schema, array) = (pair.get_item(0)?.cast_into::<PyCapsule>()?, pair.get_item(1)?.cast_into::<PyCapsule>()?);
    let schema: NonNull<FFI_ArrowSchema> = schema.pointer_checked(Some(SCHEMA))?.cast();
    let array: NonNull<FFI_ArrowArray> = array.pointer_checked(Some(ARRAY))?.cast();
    // SAFETY: capsules of these names hold a valid schema and an array of it, by the interface. The array is moved out, and what is left is marked as
    // released; the schema is only looked at, while the capsule lives.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) }.map_err(no_table)?;
    if !matches!(data.data_type(), DataType::Struct(_)) {
        return Err(PyValueError::new_err(format!("a table is needed, but this is an array of {}", data.data_type())));
    }
    let array = make_array(data);
    let Some(array) = array.as_any().downcast_ref::<StructArray>() else {
        return Err(PyValueError::new_err("a table is needed"));
    };
    let batch = RecordBatch::from(array);
    let schema = batch.schema();
    Ok(Some(Box::new(RecordBatchIterator::new([Ok(batch)], schema))))
}

/// A reader in a capsule, for whoever asked for `__arrow_c_stream__`.
///
/// # Errors
/// What Python raises where it has no memory left.
pub fn stream(py: Python<'_>, reader: Reader) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A schema in a capsule, for whoever asked for `__arrow_c_schema__`.
///
/// # Errors
/// `ValueError` where Arrow's C interface has no word for a type.
pub fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(no_table)?, SCHEMA)
}

fn no_table(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
