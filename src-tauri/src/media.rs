//! The loopback server that page images, pictures and films come from.
//!
//! WebKitGTK plays no film from a custom scheme, only from a server that honours ranges (README, limits); so all pixels come this way, on every
//! platform, and the page needs one address. It listens on 127.0.0.1 alone. Three things keep other programs and web pages out: a
//! random path segment of 192 bits made at each start, the `Host` header (a page that rebinds its own name to 127.0.0.1 sends
//! its own), and no CORS header. The one rule: nothing is looked up before all three were checked.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::middleware::{self, Next};
use axum::routing::get;
use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::{PageWish, Part as PagePart, RangeSource};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;

use crate::bench::Bench;
use crate::log;
use crate::range::{Part, Wanted};

/// Bytes read from a film at a time; the chunk of a material pack, so that no chunk is decrypted twice in a row.
const CHUNK: u64 = 1 << 20;
/// Chunks that wait for a player that reads slowly.
const WAITING: usize = 2;
/// Bitmaps made at a time beyond what the render workers do: one that is only read from memory. Further requests wait, and
/// one the page has dropped never starts.
const FROM_MEMORY: usize = 1;
/// Up to this width a bitmap is a thumbnail, in pixels. Of those one is made at a time, so that the page somebody waits for
/// never stands behind a whole column of them.
const THUMBNAIL: u32 = 320;
/// Widest bitmap answered, in pixels.
const WIDEST: u32 = 8192;
/// Widest page of which a part is answered, in pixels.
const WIDEST_PARTED: u32 = 16_384;

/// A server that runs until the program ends.
#[derive(Debug)]
pub(crate) struct MediaServer {
    /// `http://127.0.0.1:PORT/TOKEN`.
    pub(crate) base: String,
}

struct Shared {
    bench: Arc<dyn Bench>,
    token: String,
    host: String,
    bitmaps: Arc<Semaphore>,
    thumbnails: Arc<Semaphore>,
}

/// Starts listening; requests are answered on Tauri's runtime.
///
/// # Errors
/// When no port can be opened or the system gives no randomness.
pub(crate) fn serve(bench: Arc<dyn Bench>) -> io::Result<MediaServer> {
    let mut random = [0_u8; 24];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let token = hex::encode(random);
    let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    listener.set_nonblocking(true)?;
    let host = listener.local_addr()?.to_string();
    let base = format!("http://{host}/{token}");
    let router = router(Arc::new(Shared {
        bench,
        token,
        host,
        bitmaps: Arc::new(Semaphore::new(jury_desk::worker_count() + FROM_MEMORY)),
        thumbnails: Arc::new(Semaphore::new(1)),
    }));
    tauri::async_runtime::spawn(async move {
        let served =
            async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await };
        if let Err(fault) = served.await {
            log::line(&format!("media server: {fault}"));
        }
    });
    Ok(MediaServer { base })
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/{token}/page/{material}/{page}", get(page))
        .route("/{token}/image/{material}", get(image))
        .route("/{token}/video/{material}", get(video))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&shared),
            only_the_page,
        ))
        .with_state(shared)
}

/// Lets only the program's own page through, and marks every answer as neither to be stored nor guessed at.
async fn only_the_page(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = if is_ours(&shared, &request) {
        next.run(request).await
    } else {
        status(StatusCode::FORBIDDEN)
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

fn is_ours(shared: &Shared, request: &Request) -> bool {
    let host = request
        .headers()
        .get(header::HOST)
        .map(HeaderValue::as_bytes);
    let token = request.uri().path().split('/').nth(1).unwrap_or_default();
    // In constant time, so that a program on this computer cannot guess the token letter by letter.
    let right_token: bool = token.as_bytes().ct_eq(shared.token.as_bytes()).into();
    right_token && host == Some(shared.host.as_bytes())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Size {
    width: u32,
    #[serde(default)]
    rotation: u16,
    /// `left,top,width,height` of a part, in pixels of the whole.
    part: Option<String>,
}

impl Size {
    fn is_sensible(&self) -> bool {
        let widest = match self.part {
            None => WIDEST,
            Some(_) => WIDEST_PARTED,
        };
        (1..=widest).contains(&self.width) && matches!(self.rotation, 0 | 90 | 180 | 270)
    }

    /// The part asked for, or the whole; nothing when it is no part.
    fn part(&self) -> Option<Option<PagePart>> {
        let Some(text) = &self.part else {
            return Some(None);
        };
        let mut numbers = text.split(',').map(str::parse::<u32>);
        let mut next = || numbers.next()?.ok();
        let part = PagePart {
            left: next()?,
            top: next()?,
            width: next()?,
            height: next()?,
        };
        numbers.next().is_none().then_some(Some(part))
    }
}

async fn page(
    State(shared): State<Arc<Shared>>,
    Path((_, material, page)): Path<(String, String, u32)>,
    Query(size): Query<Size>,
) -> Response<Body> {
    let Some(part) = size.part().filter(|_| size.is_sensible()) else {
        return status(StatusCode::BAD_REQUEST);
    };
    let ask = PageWish {
        material,
        page,
        width: size.width,
        rotation: size.rotation,
        part,
    };
    bitmap(&shared, size.width, move |bench| bench.page_bmp(&ask)).await
}

async fn image(
    State(shared): State<Arc<Shared>>,
    Path((_, material)): Path<(String, String)>,
    Query(size): Query<Size>,
) -> Response<Body> {
    if !size.is_sensible() || size.rotation != 0 || size.part.is_some() {
        return status(StatusCode::BAD_REQUEST);
    }
    bitmap(&shared, size.width, move |bench| {
        bench.image_bmp(&material, size.width)
    })
    .await
}

async fn bitmap<F>(shared: &Shared, width: u32, make: F) -> Response<Body>
where
    F: FnOnce(&dyn Bench) -> Result<Vec<u8>, DeskError> + Send + 'static,
{
    // A request whose connection closes while it waits here is dropped and costs nothing more. One that has begun keeps its
    // turns until it is done, even if nobody listens any more: otherwise scrolling fast would heap up work.
    let thumbnail = match width {
        ..=THUMBNAIL => Arc::clone(&shared.thumbnails).acquire_owned().await.ok(),
        _ => None,
    };
    let Ok(turn) = Arc::clone(&shared.bitmaps).acquire_owned().await else {
        return status(StatusCode::SERVICE_UNAVAILABLE);
    };
    let bench = Arc::clone(&shared.bench);
    let work = move || {
        let _turns = (turn, thumbnail);
        make(bench.as_ref())
    };
    match blocking(work).await {
        Ok(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static("image/bmp"));
            response
        }
        Err(fault) => refused(&fault),
    }
}

async fn video(
    State(shared): State<Arc<Shared>>,
    Path((_, material)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let bench = Arc::clone(&shared.bench);
    let film = match blocking(move || bench.film(&material)).await {
        Ok(film) => film,
        Err(fault) => return refused(&fault),
    };
    let len = film.length();
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let (code, part) = match Wanted::read(range, len) {
        Wanted::Whole => (StatusCode::OK, Part { from: 0, to: len }),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Beyond => {
            return with(
                status(StatusCode::RANGE_NOT_SATISFIABLE),
                header::CONTENT_RANGE,
                &format!("bytes */{len}"),
            );
        }
    };
    let mime = film.mime();
    let mut response = Response::new(stream(film, part));
    *response.status_mut() = code;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    response
        .headers_mut()
        .insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if code == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {}-{}/{len}", part.from, part.to - 1);
        response = with(response, header::CONTENT_RANGE, &range);
    }
    with(
        response,
        header::CONTENT_LENGTH,
        &(part.to - part.from).to_string(),
    )
}

/// Reads a part of a film chunk by chunk while somebody listens. Players open ranges to the end and drop them early, so at most
/// [`WAITING`] chunks are read in vain.
fn stream(film: Arc<dyn RangeSource>, part: Part) -> Body {
    let (send, receive) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    tauri::async_runtime::spawn_blocking(move || {
        let mut at = part.from;
        while at < part.to {
            // Up to the next chunk boundary of the film, so that reads fall on whole chunks of the store.
            let until = ((at / CHUNK + 1) * CHUNK).min(part.to);
            let mut bytes = vec![0; usize::try_from(until - at).expect("at most a chunk")];
            let read = film.read_at(at, &mut bytes).map(|()| Bytes::from(bytes));
            let failed = read.is_err();
            if send.blocking_send(read).is_err() || failed {
                return;
            }
            at = until;
        }
    });
    Body::from_stream(ReceiverStream::new(receive))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|panicked| Err(DeskError::internal(&panicked)))
}

/// A refusal keeps its sentence, for whoever looks at the response; an image element shows its placeholder either way.
fn refused(fault: &DeskError) -> Response<Body> {
    let code = match fault.code {
        ErrorCode::NotSignedIn | ErrorCode::NotAllowed => StatusCode::FORBIDDEN,
        ErrorCode::MaterialAbsent => StatusCode::NOT_FOUND,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    if fault.code == ErrorCode::Internal {
        log::line(&format!("media: {:?}", fault.params));
    }
    let mut response = Response::new(Body::from(fault.sentence.clone()));
    *response.status_mut() = code;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn status(code: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = code;
    response
}

fn with(mut response: Response<Body>, name: header::HeaderName, value: &str) -> Response<Body> {
    response.headers_mut().insert(
        name,
        HeaderValue::from_str(value).expect("digits and ASCII signs"),
    );
    response
}

#[cfg(test)]
#[path = "media_tests.rs"]
mod tests;
