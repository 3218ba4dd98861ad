using System.Net;
using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Slack;
using BotPartner.Slack.Api;
using BotPartner.Teams;
using BotPartner.Tests.Slack;
using BotPartner.Tests.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Access;

/// <summary>Where the bot calls others: nobody who is not on the list hears anything, nobody is believed without a certificate, and nobody
/// sends it elsewhere. Real sockets on this machine; who must not be called listens there.</summary>
public sealed class DoorSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Clients => ["slack", "slack-files", "teams"];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_neighbour_whose_certificate_nobody_signed_hears_nothing(string client)
    {
        await using var neighbour = await Neighbour.Listen(certificate: true);
        await using var app = Both();
        using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(neighbour.Address, Stop));
        Assert.Equal(HttpRequestError.SecureConnectionError, failed.HttpRequestError);
        Assert.Equal(0, neighbour.Heard);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Who_is_called_cannot_send_the_bot_on_to_others(string client)
    {
        await using var other = await Neighbour.Listen();
        await using var asked = await Neighbour.Listen(c =>
        {
            c.Response.StatusCode = 307;
            c.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        });
        await using var app = Both();
        using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        using var response = await http.PostAsync(asked.Address, new StringContent("{}"), Stop);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, 1, 0), (response.StatusCode, asked.Heard, other.Heard));
    }

    [Fact]
    public async Task A_response_URL_is_called_where_it_is_on_the_list_and_not_followed_from_there()
    {
        await using var other = await Neighbour.Listen();
        await using var asked = await Neighbour.Listen(c =>
        {
            c.Response.StatusCode = 307;
            c.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        });
        await using var app = Both(("Slack:AllowedResponseHosts:0", $"http://127.0.0.1:{asked.Address.Port}"));
        var urls = app.Services.GetRequiredService<ResponseUrls>();
        Assert.Null(urls.Allowed($"{other.Address}x"));
        Assert.False(await urls.Post(urls.Allowed($"{asked.Address}x")!, Encoding.UTF8.GetBytes("{}"), Stop));
        Assert.Equal((1, 0), (asked.Heard, other.Heard));
    }

    [Fact]
    public async Task A_response_URL_that_is_not_on_the_list_is_never_contacted()
    {
        await using var other = await Neighbour.Listen();
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Reply.Say("private"));
        using var response = await host.Interact(Payloads.Press(url: $"{other.Address}x"));
        Assert.True(response.IsSuccessStatusCode);
        await host.Slack.Next("chat.postEphemeral");
        Assert.DoesNotContain("response_url", host.Slack.Methods);
        Assert.Equal(0, other.Heard);
    }

    [Fact]
    public async Task An_upload_URL_that_is_not_on_the_list_is_never_contacted()
    {
        await using var other = await Neighbour.Listen();
        await using var host = await SlackHost.Start();
        host.Slack.Answers["files.getUploadURLExternal"] = () => SlackStub.Json($$"""{"ok":true,"file_id":"F1","upload_url":"{{other.Address}}upload"}""");
        var file = new Reply.File("a.json", "application/json", (to, ct) => to.WriteAsync(new byte[] { 1 }, ct).AsTask(), "A file", new("p", "x"));
        Assert.Equal("unreadable", await host.Get<Uploads>().Send("T1", "C1", null, file, "A file", Stop));
        Assert.Equal(0, other.Heard);
        Assert.DoesNotContain("files.completeUploadExternal", host.Slack.Methods);
    }

    [Fact]
    public async Task A_service_URL_that_is_not_on_the_list_is_never_contacted()
    {
        await using var other = await Neighbour.Listen();
        await using var host = await TeamsHost.Start();
        var activity = Sample.Message("help");
        activity["serviceUrl"] = other.Address.AbsoluteUri;
        using var response = await host.Post(activity.ToJsonString(), host.Microsoft.Token(host.Clock, serviceUrl: other.Address.AbsoluteUri));
        Assert.Equal((HttpStatusCode.Forbidden, 0, 0), (response.StatusCode, other.Heard, host.Bot.Heard.Count));
    }

    [Fact]
    public async Task A_key_that_is_no_longer_announced_lets_nobody_in()
    {
        await using var host = await TeamsHost.Start();
        var early = host.Microsoft.Token(host.Clock, ends: TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.OK, await Status(host, early));
        host.Microsoft.AddKey("k2", "msteams");
        host.Microsoft.DropKey("k1");
        Assert.Equal(HttpStatusCode.OK, await Status(host, host.Microsoft.Token(host.Clock, key: "k2")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host, early));
        Assert.Equal(2, host.Microsoft.MetadataFetches);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_forgotten_within_a_day_though_no_new_one_came()
    {
        await using var host = await TeamsHost.Start();
        var early = host.Microsoft.Token(host.Clock, ends: TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.OK, await Status(host, early));
        host.Microsoft.AddKey("k2", "msteams");
        host.Microsoft.DropKey("k1");
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host, early));
    }

    private static async Task<HttpStatusCode> Status(TeamsHost host, string token)
    {
        using var response = await host.Post(Sample.Message("help").ToJsonString(), token);
        return response.StatusCode;
    }

    /// <summary>Both platforms with the clients that they really use; not started.</summary>
    private static WebApplication Both(params (string Key, string Value)[] more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(TeamsHost.Settings().Select(s => ($"Teams:{s.Name}", s.Value))
            .Concat([("Slack:SigningSecret", SlackHost.Secret), ("Slack:BotToken", "xoxb-canary"), .. more]).ToDictionary(s => s.Item1, s => (string?)s.Item2));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddSlack();
        builder.AddTeams();
        return builder.Build();
    }
}
