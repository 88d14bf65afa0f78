//! `sendsikkert invite`
