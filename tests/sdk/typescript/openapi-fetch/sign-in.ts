// Signs in through openapi-fetch, typed by what openapi-typescript made of the document.
import assert from "node:assert/strict";
import { env } from "node:process";
import createClient from "openapi-fetch";
import type { components, paths } from "./client/vms-admin";

const client = createClient<paths>({
  baseUrl: env["VMS_URL"] ?? "",
  headers: { Accept: "application/json" },
});

const { data, error } = await client.POST("/api/admin/v1/auth/token", {
  body: { login: env["VMS_LOGIN"] ?? "", password: env["VMS_PASSWORD"] ?? "" },
});
assert.ok(data, `signing in failed: ${JSON.stringify(error)}`);
const name: string = data.user.name;
const permission: string | undefined = data.user.permissions[0]?.display_name;
const nothing: string | null = data.user.expired_at;
const isHouse: 0 | 1 | undefined = data.user.admin_camera_groups[0]?.is_house;
const date: string = data.user.created_at;
assert.equal(name, "Name");
assert.equal(permission, "Updating a video Stream");
assert.equal(nothing, null);
assert.equal(isHouse, 0);
assert.equal(date, "2022-03-24 11:26:58");

const refused = await client.POST("/api/admin/v1/auth/token", {
  body: { login: env["VMS_LOGIN"] ?? "", password: "wrong" },
});
const failure: components["schemas"]["ValidationFailure"] | undefined = refused.error;
assert.equal(refused.response.status, 422);
const reasons: string[] | undefined = failure?.errors["login"];
assert.ok(reasons !== undefined && reasons.length > 0, "expected a reason for `login`");
console.log(`signed in as ${name}`);
