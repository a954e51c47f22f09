//! C#, with Newtonsoft.Json, for .NET and Mono.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("Environment.GetEnvironmentVariable({})", quoted(name)),
    object: ["new Dictionary<string, object> {", "}"],
    key: |name| format!("[{}] = ", quoted(name)),
    list: ["new object[] { ", " }"],
    trailing: true,
    words: ["null", "true", "false"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    text.line(format!(
        "// {}.\n// It needs Newtonsoft.Json, and .NET or Mono.\n//\n// Set {}:\n//   mcs -r:System.Net.Http \
         -r:Newtonsoft.Json.dll {stem}.cs\n//   mono {stem}.exe\n//\n// The server's own certificate: SSL_CERT_FILE=ca.pem dotnet \
         …,\n// or for Mono once: cert-sync --user ca.pem\n",
        call.purpose,
        listed(&call.variables()),
        stem = call.stem
    ));
    text.line("using System;")
        .line_if(!matches!(call.body, Body::None | Body::Multipart(_)), "using System.Collections.Generic;")
        .line_if(matches!(call.body, Body::Multipart(_)), "using System.IO;")
        .line("using System.Net.Http;")
        .line_if(matches!(call.body, Body::Json(_)), "using System.Text;")
        .line("using System.Threading.Tasks;")
        .line_if(matches!(call.body, Body::Json(_)), "using Newtonsoft.Json;")
        .line_if(decodes, "using Newtonsoft.Json.Linq;")
        .line(format!(
            "\npublic static class {}\n{{\n    public static int Main()\n    {{\n        return \
             Call().GetAwaiter().GetResult();\n    }}\n\n    private static async Task<int> Call()\n    {{",
            call.class
        ));
    text.line(format!(
        "        var url = Environment.GetEnvironmentVariable({})\n            + {};",
        quoted(&call.variable("URL")),
        quoted(&call.address())
    ));
    text.line(format!(
        "        using (var client = new HttpClient())\n        {{\n            var request = new HttpRequestMessage(new \
         HttpMethod({}), url);",
        quoted(&call.method)
    ));
    for (name, value) in &call.headers {
        text.line(format!(
            "            request.Headers.Add({}, {});",
            quoted(name),
            quoted(value)
        ));
    }
    text.line_if(
        call.token,
        format!(
            "            var token = Environment.GetEnvironmentVariable({});\n            \
             request.Headers.Add(\"Authorization\", \"Bearer \" + token);",
            quoted(&call.variable("TOKEN"))
        ),
    );
    body(call, &mut text);
    text.line("            var response = await client.SendAsync(request);");
    text.line(
        "            if (!response.IsSuccessStatusCode)\n            {\n                var refusal = await \
         response.Content.ReadAsStringAsync();\n                Console.Error.WriteLine((int)response.StatusCode + \": \" + \
         refusal);\n                return 1;\n            }",
    );
    let decode =
        "            var result = JObject.Parse(await response.Content.ReadAsStringAsync());";
    text.line(match &call.prints {
        Prints::Property(name) => format!(
            "{decode}\n            Console.WriteLine({} + result[{}]);",
            quoted(&format!("{name}: ")),
            quoted(name)
        ),
        Prints::Each { list, property } => format!(
            "{decode}\n            foreach (var item in result[{}])\n            {{\n                Console.WriteLine({} + \
             item[{}]);\n            }}",
            quoted(list),
            quoted(&format!("{property}: ")),
            quoted(property)
        ),
        Prints::Size => "            var result = await response.Content.ReadAsByteArrayAsync();\n            \
                         Console.WriteLine(\"bytes: \" + result.Length);"
            .to_owned(),
        Prints::Status => "            Console.WriteLine(\"status: \" + (int)response.StatusCode);".to_owned(),
    });
    text.line("            return 0;\n        }\n    }\n}");
    text.done()
}

fn body(call: &Call, text: &mut Text) {
    match &call.body {
        Body::None => {}
        Body::Json(body) => {
            text.line(format!(
                "            var body = JsonConvert.SerializeObject({});\n            request.Content = new StringContent(body, \
                 Encoding.UTF8, \"application/json\");",
                STYLE.value(body, 3)
            ));
        }
        Body::Form(fields) => {
            text.line("            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>\n            {");
            for (name, field) in fields {
                text.line(format!(
                    "                [{}] = {},",
                    quoted(name),
                    value(field)
                ));
            }
            text.line("            });");
        }
        Body::Multipart(fields) => {
            text.line("            var form = new MultipartFormDataContent();");
            for (name, field) in fields {
                text.line(match field {
                    Field::File(file) => {
                        let file = quoted(file);
                        format!(
                            "            form.Add(new ByteArrayContent(File.ReadAllBytes({file})), {}, {file});",
                            quoted(name)
                        )
                    }
                    other => format!("            form.Add(new StringContent({}), {});", value(other), quoted(name)),
                });
            }
            text.line("            request.Content = form;");
        }
    }
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => quoted(text),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
