using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Sandbox;

internal sealed record Got(int Status, string Body, int? RetryAfter)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>Slack's word for what went wrong.</summary>
    public string Error => (string?)Json["error"] ?? "";

    /// <summary>The Connector's word for what went wrong.</summary>
    public string Code => (string?)Json["error"]?["code"] ?? "";
}

/// <summary>A bot's outward half: calls the simulated services by plain HTTP.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http = new();

    public string? Token { get; set; }

    public static async Task<Caller> Of(SimulatedTeams teams)
    {
        var caller = new Caller();
        var got = await caller.Form(teams.Settings["Teams:TokenEndpoint"], Credentials(teams));
        caller.Token = (string?)got.Json["access_token"];
        return caller;
    }

    public static Caller Of(SimulatedSlack slack) => new() { Token = slack.Options.BotToken };

    public static Dictionary<string, string> Credentials(SimulatedTeams teams) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = teams.Options.AppId,
        ["client_secret"] = teams.Options.ClientSecret,
        ["scope"] = "https://api.botframework.com/.default",
    };

    public Task<Got> Form(string url, Dictionary<string, string> fields) => Send(HttpMethod.Post, url, new FormUrlEncodedContent(fields));

    public Task<Got> Json(HttpMethod method, string url, string? body = null) =>
        Send(method, url, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Below the service URL; the conversation is escaped.</summary>
    public Task<Got> Connector(SimulatedTeams teams, HttpMethod method, string conversation, string rest, string? body = null) =>
        Json(method, $"{teams.ServiceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(conversation)}/{rest}", body);

    public Task<Got> Create(SimulatedTeams teams, string body) => Json(HttpMethod.Post, $"{teams.ServiceUrl.TrimEnd('/')}/v3/conversations", body);

    public Task<Got> Slack(SimulatedSlack slack, string method, JsonObject arguments) =>
        Json(HttpMethod.Post, slack.ApiBaseUrl + method, arguments.ToJsonString());

    public void Dispose() => http.Dispose();

    private async Task<Got> Send(HttpMethod method, string url, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, body, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }
}
