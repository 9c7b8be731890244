package io.tidemark.web;

import io.vertx.ext.web.Router;

/// What one instance of the server answers: requests through a router, WebSocket handshakes through their owners. Confined to the
/// instance's event loop.
public record Surface(Router router, Upgrades upgrades) {}
