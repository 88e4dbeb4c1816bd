//! Signatures against those that `cookie-signature` makes.

use proptest::prelude::*;

use crate::data::signature::CookieValue;
use crate::data::signature::Secrets;

const KNOWN: &[(&str, &str, &str)] = &[
    (
        "tobiiscool",
        "hello",
        "hello.DGDUkGlIkCzPz+C0B064FNgHdEjox7ch8tOBGslZ5QI",
    ),
    ("k", "", ".i7mQxAp9YcuXWXqUISUCW+UKyL63RDbjc1uYiTp/ZiA"),
    ("日本", "a.b é", "a.b é.O9o9ztFjp2/+kmFcQN0nAZgv7+hjLDBtTd7ije0QVn0"),
];

#[test]
fn signatures_are_those_of_express() {
    for (secret, value, signed) in KNOWN {
        let secrets = Secrets::new(&[secret]).unwrap();
        assert_eq!(secrets.sign(value), *signed);
        assert_eq!(secrets.unsign(signed), Some(*value));
        assert_eq!(secrets.sign_cookie(value), format!("s:{signed}"));
    }
}

#[test]
fn older_secrets_are_believed_and_do_not_sign() {
    let secrets = Secrets::new(&["new", "tobiiscool"]).unwrap();
    let (_, value, signed) = KNOWN[0];
    assert_eq!(secrets.unsign(signed), Some(value));
    assert_ne!(secrets.sign(value), signed);
    assert_eq!(Secrets::new(&["new"]).unwrap().unsign(signed), None);
}

#[test]
fn what_was_changed_is_not_believed() {
    let secrets = Secrets::new(&["tobiiscool"]).unwrap();
    let (_, _, signed) = KNOWN[0];
    for forged in [
        "",
        "hello",
        "hello.",
        &format!("{signed}="),
        &format!("{signed}A"),
        &signed.replace("hello", "hellO"),
        &signed[..signed.len() - 1],
        // The last character carries four bits; the other two have to be zero.
        &signed.replace("5QI", "5QJ"),
        &signed.replace('+', "-"),
    ] {
        assert_eq!(secrets.unsign(forged), None, "{forged}");
        assert_eq!(secrets.unsign_cookie(&format!("s:{forged}")), CookieValue::Forged);
    }
    assert_eq!(secrets.unsign_cookie("plain.value"), CookieValue::Plain("plain.value"));
    assert_eq!(
        secrets.unsign_cookie(&format!("s:{signed}")),
        CookieValue::Signed("hello")
    );
}

#[test]
fn secrets_have_to_be_there_and_stay_secret() {
    for secrets in [vec![], vec![""], vec!["a", ""], vec!["a"; 17]] {
        let error = Secrets::new(&secrets).unwrap_err();
        assert_eq!(error.code(), "RACE_HTTP_SECRET");
        assert!(error.to_string().contains("\nhint: "));
    }
    assert_eq!(format!("{:?}", Secrets::new(&["a", "b"]).unwrap()), "Secrets(2)");
}

proptest! {
    #[test]
    fn values_go_round(value in "(?s).{0,30}", secret in "(?s).{1,100}", other in "(?s).{1,30}") {
        let secrets = Secrets::new(&[&secret]).unwrap();
        let signed = secrets.sign(&value);
        prop_assert_eq!(secrets.unsign(&signed), Some(value.as_str()));
        prop_assert_eq!(secrets.unsign(&other), None);
    }
}
