//! The network address a request comes from, for the audit trail alone.

use std::net::{IpAddr, SocketAddr};

use actix_web::HttpRequest;

use crate::app::App;

/// The nearest address that is not one of our own proxies. What stands further left in
/// `X-Forwarded-For` was written by the client itself and proves nothing.
pub(super) fn client_address(request: &HttpRequest, app: &App) -> Option<String> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let forwarded = request
        .headers()
        .get_all("X-Forwarded-For")
        // Bytes that are no text must not hide what our own proxy wrote behind them.
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .flat_map(|value| value.split(',').map(address_in).collect::<Vec<_>>());
    Some(nearest(peer, forwarded.collect(), &app.proxies).to_string())
}

/// An address, with or without a port, as proxies write it.
fn address_in(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    // An IPv6 address may stand in brackets, as in addresses of pages.
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let text = bare.unwrap_or(text);
    let address = text
        .parse()
        .or_else(|_| text.parse().map(|address: SocketAddr| address.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

fn nearest(peer: IpAddr, forwarded: Vec<Option<IpAddr>>, proxies: &[IpAddr]) -> IpAddr {
    let mut address = peer;
    for before in forwarded.into_iter().rev() {
        if !proxies.contains(&address) {
            break;
        }
        // Something that is no address ends the chain of those we believe.
        let Some(before) = before else { break };
        address = before;
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [ip("127.0.0.1"), ip("10.0.0.1")];
        for (peer, forwarded, client) in [
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
            ("127.0.0.1", "6.6.6.6,192.0.2.7", "192.0.2.7"),
            ("127.0.0.1", "6.6.6.6,192.0.2.7,10.0.0.1", "192.0.2.7"),
            ("192.0.2.8", "6.6.6.6", "192.0.2.8"),
            ("127.0.0.1", "192.0.2.7:4711", "192.0.2.7"),
            ("127.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"),
            ("127.0.0.1", "[2001:db8::1]", "2001:db8::1"),
            ("127.0.0.1", "[2001:db8::1]:443", "2001:db8::1"),
            ("127.0.0.1", "nonsense", "127.0.0.1"),
        ] {
            let forwarded = forwarded.split(',').map(address_in).collect();
            assert_eq!(nearest(ip(peer), forwarded, &proxies), ip(client));
        }
    }
}
