//! Stages as requests meet them: from settings and a request to what becomes of it.
