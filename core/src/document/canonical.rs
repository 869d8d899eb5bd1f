//! The canonical form of documents and their digests.
