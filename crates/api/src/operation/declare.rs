//! `operation!`: an operation's Rust side and its description from the same words.

/// Declares an operation, from what `#[utoipa::path]` is told of it.
///
/// The attribute is utoipa's, word for word: what is read here of it makes the type that implements
/// [`Operation`](crate::Operation) and the enum `Response` with a variant a status. So that both can be true:
///
/// - parameters are structs that derive `utoipa::IntoParams`, serde's traits and say where they go:
///   `params(AdminPath, AdminsQuery)`;
/// - a body is a type, `body = Page<User>`, with one media type: JSON, or what `content_type` says;
/// - responses are listed one by one, each with its status as a number; those that operations share are named,
///   `(status = 401, response = Unauthenticated)`.
///
/// `#[payloads("obtain-token")]` names the example payloads: each JSON body of the operation has one, at
/// `examples/obtain-token.request.json` and `examples/obtain-token.STATUS.json` in the package. `#[deprecated]` in front
/// of the attribute deprecates the operation.
///
/// Anything else is a compile error that says what was expected:
///
/// ```compile_fail
/// vms_admin_api::operation! {
///     /// Get an admin
///     #[utoipa::path(get, path = "/admins/{user}", operation_id = "getAdmin", params(("user" = i64, Path)))]
///     pub struct GetAdmin;
/// }
/// ```
#[macro_export]
macro_rules! operation {
    (
        $(#[doc = $doc:tt])+
        $(#[deprecated $($deprecated:tt)*])?
        #[utoipa::path($($said:tt)*)]
        $(#[payloads($stem:literal)])?
        pub struct $Operation:ident;
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy)]
        pub struct $Operation;

        #[allow(dead_code, reason = "utoipa hangs the operation's description on a function")]
        #[allow(unused_imports, unused_qualifications, clippy::wildcard_imports, reason = "utoipa writes types as it likes")]
        mod description {
            use super::*;

            $(#[doc = $doc])+
            $(#[deprecated $($deprecated)*])?
            #[utoipa::path($($said)*)]
            fn described() {}
        }

        $crate::operation_facts! {
            @said { $Operation [$($stem)?] } [] [] [] [] [] [] [$($said)*]
        }
    };
    ($($other:tt)*) => {
        compile_error!(
            "expected a doc comment, `#[utoipa::path(…)]`, `#[payloads(\"kebab-case-name\")]` where a body is JSON, and \
             `pub struct Name;`, in this order"
        );
    };
}

/// Reads an operation's attribute, argument by argument, and writes its Rust side.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_facts {
    // The attribute's arguments: name and payloads, then method, path, operationId, request, parameters, responses.
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt [, $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [] $p:tt $i:tt $q:tt $a:tt $r:tt [get $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op ["get"] $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [] $p:tt $i:tt $q:tt $a:tt $r:tt [post $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op ["post"] $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [] $p:tt $i:tt $q:tt $a:tt $r:tt [put $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op ["put"] $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [] $p:tt $i:tt $q:tt $a:tt $r:tt [patch $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op ["patch"] $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [] $p:tt $i:tt $q:tt $a:tt $r:tt [delete $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op ["delete"] $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt [] $i:tt $q:tt $a:tt $r:tt [path = $path:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m [$path] $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt [] $q:tt $a:tt $r:tt [operation_id = $id:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p [$id] $q $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt [] $a:tt $r:tt [request_body = $body:ty, $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i [json $body] $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt [] $a:tt $r:tt [request_body = $body:ty]) => {
        $crate::operation_facts! { @said $op $m $p $i [json $body] $a $r [] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt [] $a:tt $r:tt [request_body($($body:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @request { $op $m $p $i $a $r [$($rest)*] } [] [json] [$($body)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt [] $r:tt [params(($($inline:tt)*) $($more:tt)*) $($rest:tt)*]) => {
        compile_error!(
            "expected the types of parameters, found a parameter in brackets; make it a field of a struct that derives \
             `utoipa::IntoParams`, and name the struct: `params(AdminPath)`"
        );
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt [] $r:tt [params($($parameters:ty),* $(,)?) $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q [$($parameters),*] $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt [] [responses($($responses:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q $a [$($responses)*] [$($rest)*] }
    };
    // These say nothing that Rust needs to know.
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt [tag = $tag:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt [security($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt [extensions($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @said $op $m $p $i $q $a $r [$($rest)*] }
    };
    (@said $op:tt [$method:tt] [$path:tt] [$id:tt] $q:tt $a:tt [$($responses:tt)+] []) => {
        $crate::operation_facts! {
            @responses { $op [$method $path $id] $q $a } [] [] [] [] [] [] [$($responses)+]
        }
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt []) => {
        compile_error!(
            "expected `#[utoipa::path(…)]` to say the method (`get`), `path = \"…\"`, `operation_id = \"…\"` and \
             `responses(…)`; one of them is missing"
        );
    };
    (@said $op:tt $m:tt $p:tt $i:tt $q:tt $a:tt $r:tt [$other:tt $($rest:tt)*]) => {
        compile_error!(concat!(
            "`", stringify!($other), "` can't be said here, or not so, or not twice; expected get, post, put, patch or \
             delete, then `path = \"…\"`, `operation_id = \"…\"`, `tag = \"…\"`, `params(Type, …)`, `request_body(…)`, \
             `responses((status = 200, …), …)`, `security(…)`, `extensions(…)`; summary and description are the doc comment"
        ));
    };

    // The request's body: its type and whether it is JSON.
    (@request $more:tt $t:tt $k:tt [, $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t $k [$($rest)*] }
    };
    (@request $more:tt [] $k:tt [content = $body:ty, $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more [$body] $k [$($rest)*] }
    };
    (@request $more:tt [] $k:tt [content = $body:ty]) => {
        $crate::operation_facts! { @request $more [$body] $k [] }
    };
    (@request $more:tt $t:tt $k:tt [content_type = "application/json" $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t [json] [$($rest)*] }
    };
    (@request $more:tt $t:tt $k:tt [content_type = $media:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t [raw] [$($rest)*] }
    };
    (@request $more:tt $t:tt $k:tt [description = $said:tt $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t $k [$($rest)*] }
    };
    (@request $more:tt $t:tt $k:tt [encoding($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t $k [$($rest)*] }
    };
    (@request $more:tt $t:tt $k:tt [examples($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @request $more $t $k [$($rest)*] }
    };
    (@request { $op:tt $m:tt $p:tt $i:tt $a:tt $r:tt $rest:tt } [$body:ty] [$kind:ident] []) => {
        $crate::operation_facts! { @said $op $m $p $i [$kind $body] $a $r $rest }
    };
    (@request $more:tt $t:tt $k:tt [$($other:tt)*]) => {
        compile_error!(concat!(
            "expected a request body as `request_body(content = Type, content_type = \"…\", description = \"…\")`, with one \
             type and one media type; found `", stringify!($($other)*), "`"
        ));
    };

    // The responses: all, those with JSON, with other media types, without a body; own payloads; shared types.
    (@responses $op:tt $all:tt $json:tt $raw:tt $none:tt $own:tt $shared:tt [, $($rest:tt)*]) => {
        $crate::operation_facts! { @responses $op $all $json $raw $none $own $shared [$($rest)*] }
    };
    (@responses $op:tt $all:tt $json:tt $raw:tt $none:tt $own:tt $shared:tt [($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! {
            @response { $op $all $json $raw $none $own $shared [$($rest)*] } [] ["A response that operations share."] [] [] [] [$($said)*]
        }
    };
    (@responses $op:tt $all:tt $json:tt $raw:tt $none:tt $own:tt $shared:tt []) => {
        $crate::operation_facts! { @finish $op $all $json $raw $none $own $shared }
    };
    (@responses $op:tt $all:tt $json:tt $raw:tt $none:tt $own:tt $shared:tt [$other:tt $($rest:tt)*]) => {
        compile_error!(concat!(
            "expected responses one by one, `(status = 200, description = \"…\", body = Type)`, found `", stringify!($other),
            "`; what operations share is `(status = 401, response = Type)`"
        ));
    };

    // One response: status, description, body, media type, shared type.
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt $h:tt [, $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b $c $h [$($rest)*] }
    };
    (@response $more:tt [] $d:tt $b:tt $c:tt $h:tt [status = $status:tt $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more [$status] $d $b $c $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt $h:tt [description = $text:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s [$text] $b $c $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt [] $c:tt $h:tt [body = inline $($rest:tt)*]) => {
        compile_error!("expected `body = Type`, found an inlined one: a body is a named component of the document");
    };
    (@response $more:tt $s:tt $d:tt [] $c:tt $h:tt [body = $body:ty, $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d [$body] $c $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt [] $c:tt $h:tt [body = $body:ty]) => {
        $crate::operation_facts! { @response $more $s $d [$body] $c $h [] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt [] $h:tt [content_type = "application/json" $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b [] $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt [] $h:tt [content_type = $media:literal $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b [$media] $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt [] [response = $shared:ty, $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b $c [$shared] [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt [] [response = $shared:ty]) => {
        $crate::operation_facts! { @response $more $s $d $b $c [$shared] [] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt $h:tt [headers($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b $c $h [$($rest)*] }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt $h:tt [examples($($said:tt)*) $($rest:tt)*]) => {
        $crate::operation_facts! { @response $more $s $d $b $c $h [$($rest)*] }
    };
    (@response $more:tt [$status:tt] $d:tt $b:tt $c:tt $h:tt []) => {
        $crate::operation_status! { $status $more $status $d $b $c $h }
    };
    (@response $more:tt $s:tt $d:tt $b:tt $c:tt $h:tt [$($other:tt)*]) => {
        compile_error!(concat!(
            "expected a response as `(status = 200, description = \"…\", body = Type, content_type = \"…\", headers(…))` with \
             one body and one media type, or as `(status = 401, response = Type)`; found `", stringify!($($other)*), "`"
        ));
    };

    // One response whose status has a name, by its kind: shared, empty, JSON, other.
    (@named $Name:ident { $op:tt [$($all:tt)*] [$($json:tt)*] $raw:tt $none:tt $own:tt [$($shared:tt)*] $rest:tt }
        $status:tt [$text:tt] [] [] [$body:ty]) => {
        $crate::operation_facts! {
            @responses $op
            [$($all)* { $status $Name $text [$body] }] [$($json)* { $status $Name }] $raw $none $own [$($shared)* $body,] $rest
        }
    };
    (@named $Name:ident { $op:tt [$($all:tt)*] $json:tt $raw:tt [$($none:tt)*] $own:tt $shared:tt $rest:tt }
        $status:tt [$text:tt] [] [] []) => {
        $crate::operation_facts! {
            @responses $op
            [$($all)* { $status $Name $text [] }] $json $raw [$($none)* { $status $Name }] $own $shared $rest
        }
    };
    (@named $Name:ident { $op:tt [$($all:tt)*] [$($json:tt)*] $raw:tt $none:tt [$($own:tt)*] $shared:tt $rest:tt }
        $status:tt [$text:tt] [$body:ty] [] []) => {
        $crate::operation_facts! {
            @responses $op
            [$($all)* { $status $Name $text [$body] }] [$($json)* { $status $Name }] $raw $none [$($own)* { $status $body }]
            $shared $rest
        }
    };
    (@named $Name:ident { $op:tt [$($all:tt)*] $json:tt [$($raw:tt)*] $none:tt $own:tt $shared:tt $rest:tt }
        $status:tt [$text:tt] [$body:ty] [$media:tt] []) => {
        $crate::operation_facts! {
            @responses $op
            [$($all)* { $status $Name $text [$body] }] $json [$($raw)* { $status $Name $media }] $none $own $shared $rest
        }
    };
    (@named $Name:ident $more:tt $status:tt $($other:tt)*) => {
        compile_error!(concat!(
            "status ", stringify!($status), " has a media type without a body, or a body beside `response = Type`; say one"
        ));
    };

    // Everything is known.
    (@finish
        { { $Operation:ident $stem:tt } [$method:tt $path:tt $id:tt] $request:tt $parameters:tt }
        [$({ $status:tt $Name:ident $text:tt [$($body:ty)?] })+]
        [$({ $json_status:tt $Json:ident })*]
        [$({ $raw_status:tt $Raw:ident $media:tt })*]
        [$({ $empty_status:tt $Empty:ident })*]
        $own:tt
        [$($shared:ty,)*]
    ) => {
        #[doc = concat!("What `", $id, "` responds with.")]
        #[derive(Debug, Clone)]
        pub enum Response {
            $(#[doc = $text] $Name$(($body))?,)+
        }

        impl $crate::Responses for Response {
            fn status(&self) -> u16 {
                match self {
                    $(Self::$Name { .. } => $status,)+
                }
            }

            fn content(&self) -> Result<Option<$crate::Content>, $crate::__private::serde_json::Error> {
                Ok(match self {
                    $(Self::$Json(body) => Some($crate::Content::json(body)?),)*
                    $(Self::$Raw(body) => Some($crate::Content::raw($media, body)),)*
                    $(Self::$Empty => None,)*
                })
            }

            fn from_json(status: u16, body: $crate::__private::serde_json::Value) -> Option<Self> {
                let _ = &body;
                match status {
                    $($json_status => $crate::__private::serde_json::from_value(body).map(Self::$Json).ok(),)*
                    $($empty_status => Some(Self::$Empty),)*
                    _ => None,
                }
            }
        }

        impl $crate::Operation for $Operation {
            const ID: &'static str = $id;
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;

            type Parameters = $crate::operation_facts!(@parameters $parameters);
            type Request = $crate::operation_facts!(@body $request);
            type Response = Response;

            fn endpoint() -> $crate::document::Endpoint {
                let mut endpoint = $crate::document::Endpoint::new::<Described>();
                $crate::operation_facts! { @payload endpoint $stem $request }
                $crate::operation_facts! { @payloads endpoint $stem $own }
                $(endpoint.add_shared::<$shared>();)*
                endpoint
            }
        }

        #[derive(utoipa::OpenApi)]
        #[openapi(paths(description::described), components(responses($($shared),*)))]
        struct Described;
    };
    (@parameters []) => { () };
    (@parameters [$only:ty]) => { $only };
    (@parameters [$($each:ty),+]) => { ($($each),+) };
    (@body []) => { () };
    (@body [$kind:ident $body:ty]) => { $body };
    // The payload of the request, then those of the responses.
    (@payload $endpoint:ident $stem:tt []) => {};
    (@payload $endpoint:ident $stem:tt [raw $body:ty]) => {
        $endpoint.add_form::<$body>();
    };
    (@payload $endpoint:ident [] [json $body:ty]) => {
        $crate::operation_facts! { @payloads $endpoint [] [{ request }] }
    };
    (@payload $endpoint:ident [$stem:tt] [json $body:ty]) => {
        $endpoint.add_body::<$body>($crate::document::Example::request(
            concat!($stem, ".request.json"),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/", $stem, ".request.json")),
        ));
    };
    (@payloads $endpoint:ident $stem:tt []) => {};
    (@payloads $endpoint:ident [] [$($own:tt)+]) => {
        compile_error!(
            "expected `#[payloads(\"kebab-case-name\")]` behind `#[utoipa::path(…)]`: a body is JSON, so its example is a file, \
             `examples/kebab-case-name.request.json` or `examples/kebab-case-name.200.json`"
        );
    };
    (@payloads $endpoint:ident [$stem:tt] [$({ $status:tt $body:ty })+]) => {
        $($endpoint.add_body::<$body>($crate::document::Example::response(
            stringify!($status),
            concat!($stem, ".", stringify!($status), ".json"),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/", $stem, ".", stringify!($status), ".json")),
        ));)+
    };
}
