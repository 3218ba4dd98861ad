using System.Net;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack;
using BotPartner.Slack.Api;
using BotPartner.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.FarSides;

/// <summary>The app is installed in a Slack that we did not write: consent, exchange of the code, and a call with the token that it gave.</summary>
public sealed class InstallingSpecs
{
    private const string Known = "http://127.0.0.1:3978";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_of_another_Slack_is_exchanged_and_its_token_opens_that_workspace()
    {
        using var far = await EmulatedServices.Start();
        using var folder = new TemporaryFolder();
        await using var bot = Configured(far, folder);
        await bot.StartAsync(Cancel);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        // The consent page knows the app and takes the address and the scopes that we ask with.
        using var begun = await http.GetAsync(new Uri(new(bot.Urls.First()), "/slack/install"), Cancel);
        var asked = begun.Headers.Location!;
        using var page = await http.GetAsync(asked, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("BotPartner", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // Somebody consents; the browser comes back with a code, once and once more.
        var fields = QueryHelpers.ParseQuery(asked.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        fields["user_id"] = far.Ready["users"]!.AsObject().First().Value!["id"]!.ToString();
        using var consented = await http.PostAsync(new Uri(asked, "/oauth/v2/authorize/callback"), new FormUrlEncodedContent(fields), Cancel);
        var back = consented.Headers.Location!;
        Assert.StartsWith($"{Known}/slack/oauth/callback?code=", back.AbsoluteUri, StringComparison.Ordinal);
        var cookie = begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await Return(http, bot, back, cookie));
        Assert.Equal(HttpStatusCode.BadRequest, await Return(http, bot, back, cookie));

        var answer = await bot.Services.GetRequiredService<WebApi>().Call(
            "users.info", far["teamId"], JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["user"] = fields["user_id"] }), Cancel);
        Assert.IsType<Answer.Done>(answer);
        var sender = bot.Services.GetServices<ISender>().Single(s => s.Platform == SlackModule.Platform);
        var person = new Person("slack", far["teamId"], fields["user_id"], "Amina");
        Assert.IsType<Sent.Done>(await sender.Post(Addressee.Directly(person, "UTC"), Card.Of(Text.Say("hello.thanks")), null, Cancel));
        await bot.StopAsync(Cancel);
    }

    private static async Task<HttpStatusCode> Return(HttpClient http, WebApplication bot, Uri back, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new(bot.Urls.First()), back.PathAndQuery));
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static WebApplication Configured(EmulatedServices far, TemporaryFolder folder) => Bot.Build(
    [
        $"--Storage:Sqlite:Path={folder.File("far.db")}",
        "--Clock:Loop=false",
        "--Urls=http://127.0.0.1:0",
        $"--Public:BaseUrl={Known}",
        $"--Slack:SigningSecret={far["signingSecret"]}",
        $"--Slack:ClientId={far["slackClientId"]}",
        $"--Slack:ClientSecret={far["slackClientSecret"]}",
        $"--Slack:ApiBaseUrl={far["slackApi"]}",
    ]);
}
