//! Everything the bench can be asked to do, as one table of operations.
