// Signs in through the Kotlin client that openapi-generator made of the document.

import com.fasterxml.jackson.module.kotlin.readValue
import org.vms.admin.api.AuthenticationApi
import org.vms.admin.infrastructure.ClientError
import org.vms.admin.infrastructure.ClientException
import org.vms.admin.infrastructure.Serializer
import org.vms.admin.model.CameraGroup
import org.vms.admin.model.TokenRequest
import org.vms.admin.model.ValidationFailure

fun main() {
    val api = AuthenticationApi(System.getenv("VMS_URL"))
    val request = TokenRequest(login = System.getenv("VMS_LOGIN"), password = System.getenv("VMS_PASSWORD"))

    val token = api.obtainToken(request)
    val name: String = token.user.name
    val permission: String = token.user.permissions.first().displayName
    val nothing: String? = token.user.expiredAt
    val isHouse: CameraGroup.IsHouse = token.user.adminCameraGroups.first().isHouse
    val date: String = token.user.createdAt
    check(name == "Name") { name }
    check(permission == "Updating a video Stream") { permission }
    check(nothing == null) { "found $nothing" }
    check(isHouse.value == 0) { isHouse }
    check(date == "2022-03-24 11:26:58") { date }

    try {
        api.obtainToken(request.copy(password = "wrong"))
        error("expected a refusal")
    } catch (refused: ClientException) {
        check(refused.statusCode == 422) { refused }
        val body = (refused.response as ClientError<*>).body as String
        val failure: ValidationFailure = Serializer.jacksonObjectMapper.readValue(body)
        val reasons: List<String> = failure.errors.getValue("login")
        check(reasons.isNotEmpty()) { "expected a reason for `login`" }
    }
    println("signed in as $name")
    // The HTTP client's idle threads would keep the program for a minute.
    kotlin.system.exitProcess(0)
}
