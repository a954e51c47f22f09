# Signs in through the Ruby client that openapi-generator made of the document.

require 'json'
require 'vms_admin'

def expect(truth, found)
  raise "found #{found.inspect}" unless truth
end

url = ENV.fetch('VMS_URL')
login = ENV.fetch('VMS_LOGIN')
configuration = VmsAdmin::Configuration.new do |each|
  each.scheme, each.host = url.split('://')
end
api = VmsAdmin::AuthenticationApi.new(VmsAdmin::ApiClient.new(configuration))

token = api.obtain_token(VmsAdmin::TokenRequest.new(login: login, password: ENV.fetch('VMS_PASSWORD')))
user = token.user
expect(token.is_a?(VmsAdmin::Token), token)
expect(user.name == 'Name', user.name)
expect(user.permissions.first.display_name == 'Updating a video Stream', user.permissions.first)
expect(user.expired_at.nil?, user.expired_at)
expect(user.admin_camera_groups.first.is_house.zero?, user.admin_camera_groups.first)
expect(user.created_at == '2022-03-24 11:26:58', user.created_at)

begin
  api.obtain_token(VmsAdmin::TokenRequest.new(login: login, password: 'wrong'))
  raise 'expected a refusal'
rescue VmsAdmin::ApiError => refused
  expect(refused.code == 422, refused)
  failure = VmsAdmin::ValidationFailure.build_from_hash(JSON.parse(refused.response_body, symbolize_names: true))
  reasons = failure.errors['login']
  expect(!reasons.empty?, failure)
end
puts "signed in as #{user.name}"
