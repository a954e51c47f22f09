<?php

// Signs in through the PHP client that openapi-generator made of the document.

declare(strict_types=1);

require 'GuzzleHttp/autoload.php';
spl_autoload_register(static function (string $class): void {
    $prefix = 'VmsAdmin\\';
    if (str_starts_with($class, $prefix)) {
        require __DIR__ . '/client/lib/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    }
});

use VmsAdmin\Api\AuthenticationApi;
use VmsAdmin\ApiException;
use VmsAdmin\Configuration;
use VmsAdmin\Model\Token;
use VmsAdmin\Model\TokenRequest;
use VmsAdmin\Model\ValidationFailure;

function expect(bool $truth, mixed $found): void
{
    if (!$truth) {
        throw new RuntimeException('found ' . var_export($found, true));
    }
}

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});

$login = (string) getenv('VMS_LOGIN');
$configuration = (new Configuration())->setHost((string) getenv('VMS_URL'));
$api = new AuthenticationApi(config: $configuration);

$token = $api->obtainToken(new TokenRequest(['login' => $login, 'password' => (string) getenv('VMS_PASSWORD')]));
expect($token instanceof Token, $token);
$user = $token->getUser();
expect($user->getName() === 'Name', $user->getName());
$permission = $user->getPermissions()[0]->getDisplayName();
expect($permission === 'Updating a video Stream', $permission);
expect($user->getExpiredAt() === null, $user->getExpiredAt());
$isHouse = $user->getAdminCameraGroups()[0]->getIsHouse();
expect($isHouse === 0, $isHouse);
expect($user->getCreatedAt() === '2022-03-24 11:26:58', $user->getCreatedAt());

try {
    $api->obtainToken(new TokenRequest(['login' => $login, 'password' => 'wrong']));
    throw new RuntimeException('expected a refusal');
} catch (ApiException $refused) {
    expect($refused->getCode() === 422, $refused->getCode());
    $failure = $refused->getResponseObject();
    expect($failure instanceof ValidationFailure, $failure);
    expect(count($failure->getErrors()['login']) > 0, $failure);
}
echo "signed in as {$user->getName()}\n";
