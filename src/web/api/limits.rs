//! How often an archive may ask, and how often anybody may fail to show who he is. Buckets that fill again
//! evenly (GCRA), one for each client and one for each address, in memory.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::app::App;
use crate::clock::Clock;

/// As many requests are always possible at once.
const LEAST_AT_ONCE: u32 = 20;
/// Beyond so many clients or addresses, those that are quiet again are forgotten.
const MANY: usize = 10_000;

/// The limits of one portal.
pub(in crate::web) struct Limits {
    clients: Buckets<String>,
    failures: Buckets<IpAddr>,
}

type Buckets<K> = RateLimiter<
    K,
    HashMapStateStore<K>,
    PortalClock,
    NoOpMiddleware<<PortalClock as governor::clock::Clock>::Instant>,
>;

/// There were too many requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) struct TooMany {
    /// How long it takes until another one is taken.
    pub(in crate::web) wait: Duration,
}

/// The portal's clock as the buckets read it.
#[derive(Clone)]
struct PortalClock(Clock);

impl governor::clock::Clock for PortalClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let millis = u64::try_from(self.0.now().millis()).unwrap_or_default();
        Duration::from_millis(millis).into()
    }
}

impl Limits {
    /// The limits as the configuration has them, with everybody's bucket full.
    pub(in crate::web) fn new(app: &App) -> Self {
        let clock = &app.desk.clock;
        let requests = app.requests_per_minute.0;
        Self {
            clients: buckets(requests.get(), clock),
            failures: buckets(requests.get() / 10, clock),
        }
    }

    /// Counts a request of a client that is known.
    pub(in crate::web) fn admit(&self, client: &str) -> Result<(), TooMany> {
        let key = client.to_owned();
        count(&self.clients, &key).map_err(|wait| TooMany { wait })
    }

    /// Counts a request with no token that counts. A right token is always listened to: none can be guessed, and
    /// whoever shares an address with the archive could keep it out otherwise.
    pub(in crate::web) fn failed(&self, address: Option<&str>) -> Result<(), TooMany> {
        count(&self.failures, &network(address)).map_err(|wait| TooMany { wait })
    }
}

fn buckets<K: Hash + Eq + Clone>(per_minute: u32, clock: &Clock) -> Buckets<K> {
    let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
    let at_once = NonZeroU32::new(per_minute.get() / 10).unwrap_or(NonZeroU32::MIN);
    let least = NonZeroU32::new(LEAST_AT_ONCE).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_minute(per_minute).allow_burst(at_once.max(least));
    RateLimiter::hashmap_with_clock(quota, PortalClock(clock.clone()))
}

/// Takes one from a bucket, or says how long it takes until there is one again.
fn count<K: Hash + Eq + Clone>(buckets: &Buckets<K>, key: &K) -> Result<(), Duration> {
    if buckets.len() > MANY {
        buckets.retain_recent();
    }
    buckets
        .check_key(key)
        .map_err(|until| until.wait_time_from(buckets.clock().now()))
}

/// Whom an address stands for: with IPv6, everybody has a whole network of them (RFC 6177).
pub(in crate::web) fn network(address: Option<&str>) -> IpAddr {
    match address.and_then(|address| address.parse().ok()) {
        Some(IpAddr::V6(address)) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from(network))
        }
        Some(address) => address,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    }
}
