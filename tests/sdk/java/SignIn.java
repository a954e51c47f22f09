// Signs in through the Java client that openapi-generator made of the document.

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.vms.admin.ApiClient;
import org.vms.admin.ApiException;
import org.vms.admin.api.AuthenticationApi;
import org.vms.admin.model.CameraGroup;
import org.vms.admin.model.Token;
import org.vms.admin.model.TokenRequest;
import org.vms.admin.model.ValidationFailure;

public final class SignIn {
  public static void main(String[] arguments) throws ApiException, JsonProcessingException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("VMS_URL"));
    AuthenticationApi api = new AuthenticationApi(client);
    TokenRequest request =
        new TokenRequest().login(System.getenv("VMS_LOGIN")).password(System.getenv("VMS_PASSWORD"));

    Token token = api.obtainToken(request);
    String name = token.getUser().getName();
    String permission = token.getUser().getPermissions().get(0).getDisplayName();
    String nothing = token.getUser().getExpiredAt();
    CameraGroup.IsHouseEnum isHouse = token.getUser().getAdminCameraGroups().get(0).getIsHouse();
    String date = token.getUser().getCreatedAt();
    expect(name.equals("Name"), name);
    expect(permission.equals("Updating a video Stream"), permission);
    expect(nothing == null, nothing);
    expect(isHouse.getValue() == 0, isHouse);
    expect(date.equals("2022-03-24 11:26:58"), date);

    try {
      api.obtainToken(request.password("wrong"));
      throw new AssertionError("expected a refusal");
    } catch (ApiException refused) {
      expect(refused.getCode() == 422, refused);
      ValidationFailure failure =
          client.getObjectMapper().readValue(refused.getResponseBody(), ValidationFailure.class);
      List<String> reasons = failure.getErrors().get("login");
      expect(!reasons.isEmpty(), reasons);
    }
    System.out.println("signed in as " + name);
  }

  private static void expect(boolean truth, Object found) {
    if (!truth) {
      throw new AssertionError("found " + found);
    }
  }
}
