//! What a use case holds while it reads ([`View`]) or changes ([`Change`]) `desk.db`.
//!
//! Not a query builder: every statement is written out in its table's file. The one rule: a function that writes takes a [`Change`],
//! so that a transaction is open whenever something is written.

use std::ops::Deref;

use rusqlite::{Connection, Params, Row};

use crate::error::StoreError;

/// A look at `desk.db`. Nobody else changes it meanwhile.
#[derive(Clone, Copy)]
pub struct View<'c> {
    connection: &'c Connection,
}

impl<'c> View<'c> {
    pub(crate) fn of(connection: &'c Connection) -> Self {
        Self { connection }
    }

    pub(crate) fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// All rows of a query.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map(params, read)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let row = statement.query_map(params, read)?.next().transpose()?;
        Ok(row)
    }

    /// The one row of a query that always has one, such as a count.
    pub(crate) fn only<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(params, read)?)
    }
}

/// A change of `desk.db` under way: one transaction, saved when [`crate::Desk::write`] returns `Ok`. Everything a [`View`] can do it can too.
pub struct Change<'c> {
    view: View<'c>,
}

impl<'c> Change<'c> {
    /// The caller has opened a transaction on the connection.
    pub(crate) fn within(connection: &'c Connection) -> Self {
        Self {
            view: View::of(connection),
        }
    }

    /// Runs one statement and says how many rows it touched.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }
}

impl<'c> Deref for Change<'c> {
    type Target = View<'c>;
    fn deref(&self) -> &View<'c> {
        &self.view
    }
}
