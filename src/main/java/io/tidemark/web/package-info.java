/// The public port: one HTTP server an event loop, what all its answers have in common, and which path is whose.
///
/// [WebServer] is a verticle, deployed once a core; each instance asks for a [Surface] of its own: a router that features have
/// mounted their routes on, and [Upgrades], which hands WebSocket handshakes to the feature that owns their path when their
/// `Origin` is welcome ([Origins]). [ServerOptions] holds the settings that keep hostile and dead peers from costing anything;
/// [Patience] and [Lobby] bound the connections that owe a request, in time and in number; [Envelope] gives every answer its
/// security headers and request id; [Problem] is the form of every error (RFC 9457). [Bearer] finds the key in a request. [Documents]
/// serves the published contracts. Features import this package; it imports none of them.
@NullMarked
package io.tidemark.web;

import org.jspecify.annotations.NullMarked;
