/**
 * @module The methods that apps, routers and routes have a function for: those that Node's parser knows.
 */

export const METHODS = [
  "acl", "bind", "checkout", "connect", "copy", "delete", "get", "head", "link", "lock", "m-search", "merge", "mkactivity",
  "mkcalendar", "mkcol", "move", "notify", "options", "patch", "post", "propfind", "proppatch", "purge", "put", "query", "rebind",
  "report", "search", "source", "subscribe", "trace", "unbind", "unlink", "unlock", "unsubscribe",
] as const;
