//! A server whose handlers are Rust: what the engine costs without JavaScript.
use racejs_http_engine::app::{App, Policy};
use racejs_http_engine::data::forwarded::TrustProxy;
use racejs_http_engine::limits::Limits;
use racejs_http_engine::listener::{ListenAddress, ListenOptions, listen};
use racejs_http_engine::router::{NewLayer, Settings, Verb};
use std::rc::Rc;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let app = App::new(Settings::default(), Limits::default(), TrustProxy::default());
        for (id, path) in ["/plaintext", "/users/:id", "/json"].into_iter().enumerate() {
            let layer = NewLayer {
                id: id as u32,
                verb: Some(Verb::All),
                parts: &[path.to_string()],
                order: &[id as u32],
                is_case_sensitive: true,
                is_strict: true,
                has_condition: false,
            };
            app.add_layer(
                layer,
                Policy {
                    is_route: true,
                    ..Policy::default()
                },
                Vec::new(),
            )
            .unwrap();
        }
        let server = listen(
            app.clone(),
            ListenOptions::new(ListenAddress::Tcp {
                host: Some("127.0.0.1".into()),
                port: 0,
            }),
        )
        .unwrap();
        println!("{}", server.address().port());
        let app2 = Rc::clone(&app);
        while app2.next().await {
            for exchange in app2.take_ready() {
                exchange
                    .answer(200, Some("text/plain; charset=utf-8"), "Hello, World!".into())
                    .unwrap();
            }
        }
    });
}
