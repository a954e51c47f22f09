<?php
// Signs in and tells until when the token is valid.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//   php obtain-token.php
//
// The server's own certificate: SSL_CERT_FILE=ca.pem php …
// In a lab, 'verify_peer' => false skips the check; elsewhere
// it hands the password to whoever sits in between.

$data = [
    'login' => getenv('VMS_LOGIN'),
    'password' => getenv('VMS_PASSWORD'),
];
$context = stream_context_create([
    'ssl' => ['verify_peer' => true],
    'http' => [
        'method' => 'POST',
        'header' => "Content-Type: application/json\r\nAccept: application/json",
        'content' => json_encode($data, JSON_THROW_ON_ERROR),
        // Else the body of a refusal is thrown away.
        'ignore_errors' => true,
    ],
]);
$url = getenv('VMS_URL') . '/api/admin/v1/auth/token';
$result = file_get_contents($url, false, $context);
if ($result === false) {
    exit(1);
}
$status = (int) explode(' ', $http_response_header[0])[1];

switch ($status) {
    case 200:
        $token = json_decode($result, true, flags: JSON_THROW_ON_ERROR);
        // Send $token['access_token'] as `Authorization: Bearer …`.
        echo "valid until {$token['expires_at']}\n";
        break;
    case 422:
        $failure = json_decode($result, true, flags: JSON_THROW_ON_ERROR);
        foreach ($failure['errors'] as $field => $reasons) {
            fwrite(STDERR, "$field: " . implode(', ', $reasons) . "\n");
        }
        exit(1);
    default:
        fwrite(STDERR, "unexpected answer: $status\n");
        exit(1);
}
