// Signs in and tells until when the token is valid.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//   node obtain-token.mjs
//
// The server's own certificate: NODE_EXTRA_CA_CERTS=ca.pem node …

const { VMS_URL, VMS_LOGIN: login, VMS_PASSWORD: password } = process.env;

const answer = await fetch(`${VMS_URL}/api/admin/v1/auth/token`, {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "Accept": "application/json",
  },
  body: JSON.stringify({ login, password }),
});

if (answer.status === 200) {
  // The token is access_token: send it as
  // `Authorization: Bearer …`.
  const { expires_at } = await answer.json();
  console.log(`valid until ${expires_at}`);
} else if (answer.status === 422) {
  const { errors } = await answer.json();
  for (const [field, reasons] of Object.entries(errors)) {
    console.error(`${field}: ${reasons.join(", ")}`);
  }
  process.exitCode = 1;
} else {
  console.error(`unexpected answer: ${answer.status}`);
  process.exitCode = 1;
}
