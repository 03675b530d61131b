//! What crosses a boundary: requests, views, error codes, cache tags, the command table, sync messages
