.PHONY: demo test storm check bench pictures deny lighthouse

# The portal with a simulated ID-porten, e.g. make demo ARGS="--port 9000"
demo:
	cargo run -- demo $(ARGS)

# Everything that runs: SQLite, PostgreSQL and a real browser
test:
	tests/run

# Portal and pull killed 300 times while 200 submissions are sent; STORM_SEED=… draws the same moments again
storm:
	STORM_KILLS=300 STORM_SUBMISSIONS=200 cargo test --test portal storm:: -- --nocapture

# Everything that reads
check:
	cargo fmt --check
	cargo clippy --all-targets --all-features -- -D warnings
	cargo clippy --no-default-features -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps
	$(MAKE) --no-print-directory deny

# What an upload costs, as a table and in bench/results.json; a part alone: make bench PART=pipeline
bench:
	cargo bench --bench portal -- $(PART)

# The pages as pictures, in docs/pictures; needs pdftoppm (poppler-utils) beside what the browser tests need
pictures:
	cargo build
	cd tests/browser && npm ci --silent && node pictures.mjs

# Designsystemet's style sheets as published; other versions: make design VERSIONS="CSS THEME"
design:
	static/vendor/designsystemet/update $(VERSIONS)

DENY_VERSION := 0.20.2
DENY_ROOT := $(or $(CARGO_TARGET_DIR),target)/tools/cargo-deny-$(DENY_VERSION)
DENY := $(DENY_ROOT)/bin/cargo-deny

# Known vulnerabilities are looked up only where their database can be fetched
deny: $(DENY)
	$(DENY) --locked --log-level error check licenses bans sources
	@if $(DENY) fetch db 2>/dev/null; then $(DENY) --locked check advisories; \
	else echo "The advisory database cannot be reached: advisories are NOT checked." >&2; fi

$(DENY):
	cargo install cargo-deny --locked --version $(DENY_VERSION) --root $(DENY_ROOT)

LIGHTHOUSE := $(or $(CARGO_TARGET_DIR),target)/tools/lighthouse

# What Lighthouse says of the public pages, on a telephone and on a desk; fails when it is not content
lighthouse: $(LIGHTHOUSE)/package-lock.json tests/browser/node_modules
	cargo build
	LIGHTHOUSE=$(abspath $(LIGHTHOUSE)) SENDSIKKERT=$(abspath $(or $(CARGO_TARGET_DIR),target))/debug/sendsikkert \
		node tests/lighthouse/run.mjs

# The lock file last, so that an interrupted installation is begun anew
$(LIGHTHOUSE)/package-lock.json: tests/lighthouse/package-lock.json
	mkdir -p $(LIGHTHOUSE)
	cp tests/lighthouse/package.json tests/lighthouse/.npmrc $(LIGHTHOUSE)
	cp $< $(LIGHTHOUSE)/npm-shrinkwrap.json
	cd $(LIGHTHOUSE) && npm ci
	cp $< $@

tests/browser/node_modules: tests/browser/package-lock.json
	cd tests/browser && npm ci
