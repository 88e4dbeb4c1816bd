//! Handshakes with a real client: which certificate it gets, which protocol, and what renewing changes.

use std::path::Path;

use rcgen::CertificateParams;
use rcgen::CertifiedIssuer;
use rcgen::Issuer;
use rcgen::KeyPair;
use rustls::ClientConfig;
use rustls::HandshakeKind;
use rustls::RootCertStore;
use rustls::pki_types::ServerName;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::*;
use crate::limits::Limits;
use crate::listener::ListenOptions;
use crate::server::Server;
use crate::testing;
use crate::testing::soon;

/// An authority that a client trusts.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// Certificate and key in PEM.
    fn issue(&self, names: &[&str]) -> (String, String) {
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let key = KeyPair::generate().unwrap();
        let issuer: &Issuer<'static, KeyPair> = &self.0;
        let cert = CertificateParams::new(names).unwrap().signed_by(&key, issuer).unwrap();
        (cert.pem(), key.serialize_pem())
    }

    fn client(&self, alpn: &[&[u8]]) -> Arc<ClientConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().unwrap();
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
        Arc::new(config)
    }
}

fn pair((cert, key): (String, String), server_names: &[&str]) -> Certificate {
    Certificate {
        cert: PemSource::Text(cert),
        key: PemSource::Text(key),
        server_names: server_names.iter().map(ToString::to_string).collect(),
    }
}

fn serve(certificates: Vec<Certificate>, http2: bool) -> Rc<Server> {
    let options = ListenOptions {
        tls: Some(TlsOptions { certificates, http2 }),
        ..testing::local()
    };
    testing::serve(&testing::app(Limits::default()), options, testing::tell_peer)
}

type Connected = tokio_rustls::client::TlsStream<TcpStream>;

async fn connect(server: &Server, client: &Arc<ClientConfig>, name: &str) -> std::io::Result<Connected> {
    let socket = TcpStream::connect(testing::address(server)).await.unwrap();
    let name = ServerName::try_from(name.to_string()).unwrap();
    soon(TlsConnector::from(client.clone()).connect(name, socket)).await
}

/// One request over HTTP/1.1.
async fn ask(stream: &mut Connected) -> String {
    let request = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    // How the connection ends is not the matter here.
    let _ = soon(stream.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

fn shown(stream: &Connected) -> Vec<u8> {
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

#[tokio::test]
async fn the_handshake_chooses_the_protocol() {
    let authority = Authority::new();
    let certificates = vec![pair(authority.issue(&["a.example"]), &[])];
    let server = serve(certificates.clone(), true);
    let mut stream = connect(&server, &authority.client(&[]), "a.example").await.unwrap();
    assert!(ask(&mut stream).await.contains("HTTP/1.1 true"));
    let mut stream = connect(&server, &authority.client(&[b"http/1.1"]), "a.example")
        .await
        .unwrap();
    assert!(ask(&mut stream).await.contains("HTTP/1.1 true"));

    let both = authority.client(&[b"h2", b"http/1.1"]);
    let stream = connect(&server, &both, "a.example").await.unwrap();
    let (mut client, connection) = soon(h2::client::handshake(stream)).await.unwrap();
    deno_unsync::spawn(async move { drop(connection.await) });
    let request = http::Request::get("https://a.example/").body(()).unwrap();
    let (response, _) = client.send_request(request, true).unwrap();
    let mut response = soon(response).await.unwrap();
    let body = soon(response.body_mut().data()).await.unwrap().unwrap();
    assert!(String::from_utf8(body.to_vec()).unwrap().contains("HTTP/2.0 true"));

    let server = serve(certificates, false);
    let stream = connect(&server, &both, "a.example").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    assert!(
        connect(&server, &authority.client(&[b"h2"]), "a.example")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn both_versions_of_tls_are_spoken() {
    let authority = Authority::new();
    let server = serve(vec![pair(authority.issue(&["a.example"]), &[])], true);
    let mut roots = RootCertStore::empty();
    roots.add(authority.0.der().clone()).unwrap();
    for version in [&TLS12, &TLS13] {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider);
        let builder = builder.with_protocol_versions(&[version]).unwrap();
        let client = Arc::new(builder.with_root_certificates(roots.clone()).with_no_client_auth());
        let mut first = connect(&server, &client, "a.example").await.unwrap();
        ask(&mut first).await;
        // A ticket came with the answer.
        let second = connect(&server, &client, "a.example").await.unwrap();
        assert_eq!(second.get_ref().1.protocol_version(), Some(version.version));
        assert_eq!(second.get_ref().1.handshake_kind(), Some(HandshakeKind::Resumed));
    }
}

#[tokio::test]
async fn a_client_gets_the_certificate_of_the_name_it_asks_for() {
    let authority = Authority::new();
    let server = serve(
        vec![
            pair(authority.issue(&["first.example"]), &[]),
            pair(authority.issue(&["*.wild.example", "own.example"]), &[]),
            pair(
                authority.issue(&["exact.wild.example", "own.example"]),
                &["Exact.wild.example"],
            ),
        ],
        true,
    );
    let client = authority.client(&[]);
    for name in ["first.example", "any.wild.example", "own.example", "exact.wild.example"] {
        connect(&server, &client, name).await.unwrap();
    }
    // It gets the first, which it refuses.
    for name in ["other.example", "wild.example", "a.any.wild.example"] {
        assert!(connect(&server, &client, name).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_handshake_that_does_not_go_on_is_not_waited_for() {
    let authority = Authority::new();
    let limits = Limits {
        head_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let options = ListenOptions {
        tls: Some(TlsOptions {
            certificates: vec![pair(authority.issue(&["a.example"]), &[])],
            http2: true,
        }),
        ..testing::local()
    };
    let server = testing::serve(&testing::app(limits), options, testing::tell_peer);
    let mut silent = TcpStream::connect(testing::address(&server)).await.unwrap();
    assert_eq!(soon(silent.read(&mut [0; 1])).await.unwrap(), 0);
    let mut plain = TcpStream::connect(testing::address(&server)).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = soon(plain.read_to_end(&mut answer)).await;
    assert!(!answer.starts_with(b"HTTP"));
    server.begin_drain();
    soon(server.drained()).await;
}

#[tokio::test]
async fn a_proxy_header_comes_before_the_handshake() {
    let authority = Authority::new();
    let options = ListenOptions {
        tls: Some(TlsOptions {
            certificates: vec![pair(authority.issue(&["a.example"]), &[])],
            http2: true,
        }),
        proxy_protocol: true,
        ..testing::local()
    };
    let server = testing::serve(&testing::app(Limits::default()), options, testing::tell_peer);
    let mut socket = TcpStream::connect(testing::address(&server)).await.unwrap();
    socket
        .write_all(b"PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n")
        .await
        .unwrap();
    let name = ServerName::try_from("a.example").unwrap();
    let connector = TlsConnector::from(authority.client(&[]));
    let mut stream = soon(connector.connect(name, socket)).await.unwrap();
    let answer = ask(&mut stream).await;
    assert!(answer.contains("2001:db8::7 4711 HTTP/1.1 true"), "{answer}");
}

fn write(folder: &Path, (cert, key): &(String, String)) {
    std::fs::write(folder.join("cert.pem"), cert).unwrap();
    std::fs::write(folder.join("key.pem"), key).unwrap();
}

fn files(folder: &Path) -> Certificate {
    Certificate {
        cert: PemSource::Path(folder.join("cert.pem")),
        key: PemSource::Path(folder.join("key.pem")),
        server_names: Vec::new(),
    }
}

#[tokio::test]
async fn certificates_are_renewed_without_a_restart() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &authority.issue(&["a.example"]));
    let server = serve(vec![files(folder.path())], true);
    let client = authority.client(&[]);
    let before = shown(&connect(&server, &client, "a.example").await.unwrap());
    write(folder.path(), &authority.issue(&["a.example"]));
    server.reload_certificates().unwrap();
    let after = shown(&connect(&server, &client, "a.example").await.unwrap());
    assert_ne!(before, after);
    std::fs::write(folder.path().join("key.pem"), authority.issue(&["a.example"]).1).unwrap();
    assert_eq!(server.reload_certificates().unwrap_err().code(), "RACE_HTTP_TLS");
    let kept = shown(&connect(&server, &client, "a.example").await.unwrap());
    assert_eq!(kept, after);
}

#[tokio::test]
async fn files_that_change_are_noticed() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &authority.issue(&["old.example"]));
    let tls = Tls::new(TlsOptions {
        certificates: vec![files(folder.path())],
        http2: true,
    });
    let tls = tls.unwrap();
    let config = || Arc::as_ptr(&tls.config.borrow());
    let (phase, watched) = watch::channel(Phase::Open);
    let watching = deno_unsync::spawn(tls.clone().watch(watched, Duration::from_millis(5)));
    let before = config();
    std::fs::remove_file(folder.path().join("key.pem")).unwrap();
    soon(async {
        while tls.stamps.borrow()[1].is_some() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
    assert_eq!(config(), before);
    write(folder.path(), &authority.issue(&["new.example"]));
    soon(async {
        while config() == before {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
    phase.send_replace(Phase::Draining);
    soon(watching).await.unwrap();
}

#[test]
fn servers_at_one_address_share_their_tickets() {
    let authority = Authority::new();
    let options = TlsOptions {
        certificates: vec![pair(authority.issue(&["a.example"]), &[])],
        http2: true,
    };
    let new = || Tls::new(options.clone()).unwrap();
    let (one, two, other) = (new(), new(), new());
    let address = Address::Unix("tickets".into());
    one.share_tickets(&address);
    two.share_tickets(&address);
    other.share_tickets(&Address::Unix("others".into()));
    let tickets = |tls: &Tls| tls.config.borrow().ticketer.clone();
    let ticket = tickets(&one).encrypt(b"secret").unwrap();
    assert_eq!(tickets(&two).decrypt(&ticket).unwrap(), b"secret");
    assert!(tickets(&other).decrypt(&ticket).is_none());
}

fn error(certificate: Certificate) -> String {
    let options = TlsOptions {
        certificates: vec![certificate],
        http2: true,
    };
    let error = Tls::new(options).map(drop).unwrap_err();
    assert_eq!(error.code(), "RACE_HTTP_TLS");
    assert!(error.to_string().contains("\nhint: "));
    error.to_string()
}

#[test]
fn what_is_wrong_with_a_certificate_is_told() {
    let authority = Authority::new();
    let (cert, key) = authority.issue(&["a.example"]);
    let other = authority.issue(&["a.example"]).1;
    let encrypted = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let broken = cert.replace("-----END CERTIFICATE-----", "");
    let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_string();
    for (cert, key, reason) in [
        (
            &cert,
            &other,
            "`certificates[0].key` cannot be used for TLS: the key does not belong to the certificate",
        ),
        (
            &key,
            &key,
            "`certificates[0].cert` cannot be used for TLS: there is no certificate in it",
        ),
        (&cert, &cert, "there is no private key in it"),
        (&cert, &encrypted, "the key in it is encrypted"),
        (&broken, &key, "has no end"),
        (&junk, &key, "the certificate cannot be used"),
        (&String::new(), &key, "there is no certificate in it"),
    ] {
        let error = error(pair((cert.clone(), key.clone()), &[]));
        assert!(error.contains(reason), "{error}");
        assert!(!error.contains("BEGIN ENCRYPTED") && !error.contains(key.lines().nth(1).unwrap_or("-")));
    }
    let folder = tempfile::tempdir().unwrap();
    let error = error(files(folder.path()));
    assert!(
        error.contains("cert.pem") && error.contains("cannot be read"),
        "{error}"
    );
}

#[test]
fn names_are_names() {
    let authority = Authority::new();
    let issued = authority.issue(&["a.example"]);
    for name in [
        "",
        "*.",
        "*",
        "a b",
        "a.*.b",
        "b\u{fc}cher.example",
        "https://a.example",
    ] {
        let error = error(pair(issued.clone(), &[name]));
        assert!(error.contains("is not a name"), "{name}: {error}");
    }
    let none = TlsOptions {
        certificates: Vec::new(),
        http2: true,
    };
    assert!(Tls::new(none).is_err());
    assert!(!format!("{:?}", pair(issued, &[])).contains("BEGIN"));
}
