#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    sendsikkert_fuzz::judge_as(sendsikkert::submission::Kind::Mpeg, data);
});
