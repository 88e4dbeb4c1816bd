//! From what a program writes as settings, in JSON, to what the engine's parts take. Knows the names that programs
//! use, and no request.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::data::cookie::CookieOptions;
use crate::data::forwarded::TrustProxy;
use crate::data::forwarded::TrustSetting;
use crate::data::multipart::MultipartLimits;
use crate::error::HttpError;
use crate::files::FileOptions;
use crate::limits::Limits;
use crate::listener::ListenAddress;
use crate::listener::ListenOptions;
use crate::router;
use crate::router::Order;
use crate::stage::bytes::ByteSize;
use crate::stage::settings::parse;
use crate::stage::static_files;
use crate::tls::Certificate;
use crate::tls::PemSource;
use crate::tls::TlsOptions;
use crate::websocket::WsOptions;

/// What `createApp()` passes on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AppSettings {
    #[serde(default)]
    order: OrderName,
    /// Read by themselves, so that a mistake names the limit.
    #[serde(default)]
    limits: Value,
    trust_proxy: Option<TrustSetting>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OrderName {
    #[default]
    Specificity,
    Registration,
}

/// Times are milliseconds, rates bytes per second.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LimitSettings {
    head_size: Option<ByteSize>,
    head_lines: Option<usize>,
    body_size: Option<ByteSize>,
    head_timeout: Option<u64>,
    body_timeout: Option<u64>,
    body_rate: Option<ByteSize>,
    idle_timeout: Option<u64>,
    write_timeout: Option<u64>,
    write_rate: Option<ByteSize>,
    answer_timeout: Option<u64>,
    drain_timeout: Option<u64>,
    connections: Option<usize>,
    connections_per_address: Option<usize>,
    requests_per_connection: Option<u64>,
    streams: Option<u32>,
}

/// Makes an app.
///
/// # Errors
/// `RACE_HTTP_SETTING`, `RACE_HTTP_TRUST_PROXY`.
pub fn create_app(settings: &str) -> Result<Rc<App>, HttpError> {
    let settings: AppSettings = read("createApp()", settings)?;
    let order = match settings.order {
        OrderName::Specificity => Order::Specificity,
        OrderName::Registration => Order::Registration,
    };
    let trust = settings.trust_proxy.as_ref().map(TrustProxy::new).transpose()?;
    let limits = limits(read("limits", &settings.limits.to_string())?);
    Ok(App::new(router::Settings { order }, limits, trust.unwrap_or_default()))
}

fn limits(settings: LimitSettings) -> Limits {
    let standard = Limits::default();
    let size = |size: Option<ByteSize>, standard| size.map_or(standard, bytes);
    let time = |time: Option<u64>, standard| time.map_or(standard, Duration::from_millis);
    let rate = |rate: Option<ByteSize>, standard| rate.map_or(standard, |rate| rate.0);
    Limits {
        head_bytes: size(settings.head_size, standard.head_bytes),
        head_lines: settings.head_lines.unwrap_or(standard.head_lines),
        body_bytes: size(settings.body_size, standard.body_bytes),
        head_timeout: time(settings.head_timeout, standard.head_timeout),
        body_timeout: time(settings.body_timeout, standard.body_timeout),
        body_rate: rate(settings.body_rate, standard.body_rate),
        idle_timeout: time(settings.idle_timeout, standard.idle_timeout),
        write_timeout: time(settings.write_timeout, standard.write_timeout),
        write_rate: rate(settings.write_rate, standard.write_rate),
        answer_timeout: time(settings.answer_timeout, standard.answer_timeout),
        drain_timeout: time(settings.drain_timeout, standard.drain_timeout),
        connections: settings.connections.unwrap_or(standard.connections),
        connections_per_address: settings
            .connections_per_address
            .unwrap_or(standard.connections_per_address),
        requests_per_connection: settings
            .requests_per_connection
            .unwrap_or(standard.requests_per_connection),
        streams: settings.streams.unwrap_or(standard.streams),
        ..standard
    }
}

/// What `app.listen()` passes on: all of it. The defaults are for finding out which field is wrong.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct ListenSettings {
    port: u16,
    host: Option<String>,
    path: Option<PathBuf>,
    certificates: Option<Vec<CertificateSettings>>,
    http2: bool,
    h2c: bool,
    proxy_protocol: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CertificateSettings {
    cert: String,
    key: String,
    #[serde(default)]
    server_names: Vec<String>,
}

/// Where and how to listen.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn listen_options(settings: &str) -> Result<ListenOptions, HttpError> {
    let settings: ListenSettings = read("listen()", settings)?;
    let address = match settings.path {
        Some(path) => ListenAddress::Unix { path },
        None => ListenAddress::Tcp {
            host: settings.host,
            port: settings.port,
        },
    };
    let certificates = settings.certificates.map(|list| list.into_iter().map(certificate));
    Ok(ListenOptions {
        address,
        tls: certificates.map(|certificates| TlsOptions {
            certificates: certificates.collect(),
            http2: settings.http2,
        }),
        h2c: settings.h2c,
        proxy_protocol: settings.proxy_protocol,
    })
}

fn certificate(settings: CertificateSettings) -> Certificate {
    let pem = |text: String| match text.contains("-----BEGIN ") {
        true => PemSource::Text(text),
        false => PemSource::Path(text.into()),
    };
    Certificate {
        cert: pem(settings.cert),
        key: pem(settings.key),
        server_names: settings.server_names,
    }
}

/// What `app.ws()` passes on. Times are milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SocketSettings {
    backpressure_limit: Option<ByteSize>,
    close_on_backpressure_limit: Option<bool>,
    compress: Option<bool>,
    idle_timeout: Option<u64>,
    max_lifetime: Option<u64>,
    max_payload: Option<ByteSize>,
    origins: Option<Vec<String>>,
    protocols: Option<Vec<String>>,
}

/// How the WebSockets of a route behave.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn websocket_options(settings: &str) -> Result<WsOptions, HttpError> {
    let settings: SocketSettings = read("ws()", settings)?;
    let standard = WsOptions::default();
    Ok(WsOptions {
        backpressure_limit: settings.backpressure_limit.map_or(standard.backpressure_limit, bytes),
        close_on_backpressure_limit: settings
            .close_on_backpressure_limit
            .unwrap_or(standard.close_on_backpressure_limit),
        per_message_deflate: settings.compress.unwrap_or(standard.per_message_deflate),
        idle_timeout: settings
            .idle_timeout
            .map_or(standard.idle_timeout, Duration::from_millis),
        max_lifetime: settings.max_lifetime.map(Duration::from_millis),
        max_payload: settings.max_payload.map_or(standard.max_payload, bytes),
        origins: settings.origins,
        protocols: settings.protocols.unwrap_or_default(),
        ..standard
    })
}

/// What `req.formData()` and `req.parts()` pass on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FormSettings {
    max_fields: Option<usize>,
    max_field_size: Option<ByteSize>,
    max_files: Option<usize>,
    max_file_size: Option<ByteSize>,
    max_size: Option<ByteSize>,
}

/// What a form may cost; `body_bytes` is the limit of its body.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn multipart_limits(settings: &str, body_bytes: usize) -> Result<MultipartLimits, HttpError> {
    let settings: FormSettings = read("formData()", settings)?;
    let total = settings.max_size.map_or(body_bytes as u64, |size| size.0);
    let standard = MultipartLimits::new(total);
    Ok(MultipartLimits {
        fields: settings.max_fields.unwrap_or(standard.fields),
        field_bytes: settings.max_field_size.map_or(standard.field_bytes, |size| size.0),
        files: settings.max_files.unwrap_or(standard.files),
        file_bytes: settings.max_file_size.map_or(standard.file_bytes, |size| size.0),
        ..standard
    })
}

/// What `res.cookie()` passes on.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn cookie_options(settings: &str) -> Result<CookieOptions, HttpError> {
    read("cookie()", settings)
}

/// What `res.sendFile()` passes on.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn file_options(settings: &str) -> Result<FileOptions, HttpError> {
    static_files::options(settings).map_err(|reason| HttpError::Setting {
        name: "sendFile()".to_string(),
        reason,
    })
}

/// A size such as `10mb`, or none for an empty text.
///
/// # Errors
/// `RACE_HTTP_SETTING`.
pub fn optional_size(text: &str) -> Result<Option<usize>, HttpError> {
    if text.is_empty() {
        return Ok(None);
    }
    let size = crate::stage::bytes::parse(text).map_err(|reason| HttpError::Setting {
        name: "bodyLimit".to_string(),
        reason,
    })?;
    Ok(Some(bytes(ByteSize(size))))
}

fn bytes(size: ByteSize) -> usize {
    usize::try_from(size.0).unwrap_or(usize::MAX)
}

/// `whose` names the function that the settings were given to.
fn read<T: serde::de::DeserializeOwned>(whose: &str, settings: &str) -> Result<T, HttpError> {
    parse(settings).map_err(|reason| HttpError::Setting {
        name: whose.to_string(),
        reason,
    })
}
