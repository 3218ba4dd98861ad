using System.Net;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Stories;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Tests.Slack;

/// <summary>Installing in a browser: what goes wrong, and what is tried on purpose.</summary>
public sealed class InstallingSpecs
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_way_to_Slack_names_the_scopes_and_binds_the_browser_with_a_cookie_that_scripts_do_not_see()
    {
        await using var stage = await Installable();
        using var http = Raw(stage);
        using var response = await http.GetAsync("/slack/install", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var query = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        Assert.Equal(string.Join(',', BotPartner.Slack.Scopes.Bot), query["scope"].ToString());
        Assert.EndsWith("/slack/oauth/callback", query["redirect_uri"].ToString(), StringComparison.Ordinal);
        Assert.Equal(26, query["state"].ToString().Length);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.All(["httponly", "samesite=lax", "max-age=600", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(query["state"].ToString(), cookie, StringComparison.Ordinal);
        Assert.Contains("no-store", response.Headers.GetValues("Cache-Control"));
    }

    [Theory]
    [InlineData("en", "Nothing was installed")]
    [InlineData("fr-CA", "Rien n’a été installé")]
    [InlineData("de, es;q=0.5", "No se instaló nada")]
    public async Task Who_declines_is_told_so_in_the_browsers_language(string language, string words)
    {
        await using var stage = await Installable();
        using var browser = new SlackBrowser(stage.Slack, language);
        var page = await browser.Installs(consents: false);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("/slack/install\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, Exchanges(stage));
    }

    [Fact]
    public async Task Success_leads_back_into_Slack()
    {
        await using var stage = await Installable();
        using var browser = new SlackBrowser(stage.Slack);
        Assert.Contains($"https://slack.com/app_redirect?app={stage.Slack.Options.AppId}&team={stage.Slack.Options.TeamId}", (await browser.Installs()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_works_once_and_only_in_its_own_browser_and_not_for_long()
    {
        await using var stage = await Installable(Store.Shared);
        using var mine = new SlackBrowser(stage.Slack);
        using var other = new SlackBrowser(stage.Slack);
        var back = await mine.Consents();

        // Another browser, one with a cookie of its own, and one that says nothing.
        Assert.Equal(400, (await other.Opens(back)).Status);
        await other.Begins();
        Assert.Equal(400, (await other.Opens(back)).Status);
        Assert.Equal(400, (await other.Opens(new(back.GetLeftPart(UriPartial.Path)))).Status);
        Assert.Equal(0, Exchanges(stage));

        // Mine, by two tabs at once, at both processes: one gets through.
        using var cookies = Raw(stage);
        var (state, cookie) = await Begun(cookies);
        var code = QueryHelpers.ParseQuery(back.Query)["code"].ToString();
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Callback(cookies, $"code={code}&state={state}", cookie)));
        Assert.Equal(1, Exchanges(stage));
        Assert.Single(both, s => s == 200);
        Assert.Equal(5, both.Count(s => s == 400));

        // Too late.
        var (late, its) = await Begun(cookies);
        stage.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(400, await Callback(cookies, $"code=x&state={late}", its));
        Assert.Equal(1, Exchanges(stage));
    }

    [Fact]
    public async Task A_code_that_is_used_old_or_invented_installs_nothing()
    {
        await using var stage = await Installable();
        using var browser = new SlackBrowser(stage.Slack);
        var back = await browser.Consents();
        Assert.Equal(200, (await browser.Opens(back)).Status);
        var code = QueryHelpers.ParseQuery(back.Query)["code"].ToString();
        var tokens = stage.Slack.Tokens.Count;
        using var http = Raw(stage);
        foreach (var tried in new[] { code, "invented", "", new string('x', 5000) })
        {
            var (state, cookie) = await Begun(http);
            Assert.NotEqual(0, await Callback(http, $"code={tried}&state={state}", cookie));
        }

        Assert.Equal(tokens, stage.Slack.Tokens.Count);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Ten_thousand_guesses_reach_neither_Slack_nor_the_store()
    {
        await using var stage = await Installable();
        using var http = Raw(stage);
        var (_, cookie) = await Begun(http);
        var forged = cookie[..^4] + "AAAA";
        var before = await StoreBytes.Documents(stage);
        var refused = 0;
        await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (i, _) =>
        {
            var status = await Callback(http, $"code=c{i}&state={i:x26}", (i % 3) switch { 0 => cookie, 1 => forged, _ => null });
            Interlocked.Add(ref refused, status == 400 ? 1 : 0);
        });
        Assert.Equal(10_000, refused);
        Assert.Equal(0, Exchanges(stage));
        Assert.Equal(before, await StoreBytes.Documents(stage));
    }

    [Fact]
    public async Task Codes_tried_with_good_states_are_bounded_by_the_minute()
    {
        await using var stage = await Installable();
        using var http = Raw(stage);
        var answers = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            var (state, cookie) = await Begun(http);
            answers.Add(await Callback(http, $"code=c{i}&state={state}", cookie));
        }

        Assert.Equal(30, Exchanges(stage));
        Assert.Equal(10, answers.Count(a => a == 429));
        stage.Time.Advance(TimeSpan.FromMinutes(1));
        using var browser = new SlackBrowser(stage.Slack);
        Assert.Equal(200, (await browser.Installs()).Status);
    }

    [Fact]
    public async Task When_Slack_is_unwell_the_page_says_to_start_again_and_no_token_is_in_the_log()
    {
        await using var stage = await Installable();
        stage.Slack.Mischief.Answer("oauth.v2.access", 500);
        using var browser = new SlackBrowser(stage.Slack, "es");
        var page = await browser.Installs();
        Assert.Equal(502, page.Status);
        Assert.Contains("Empiece de nuevo", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.Installs()).Status);
    }

    internal static Task<Stage> Installable(Store store = Store.Sqlite) => Stage.Set(store, slack: o => o with { OAuth = true, RotatesTokens = true });

    private static int Exchanges(Stage stage) => stage.Slack.Log.Entries.Count(e => e.Direction == WireDirection.FromBot && e.Path.EndsWith("/oauth.v2.access", StringComparison.Ordinal));

    private static HttpClient Raw(Stage stage) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = stage.Slack.BotUrl };

    private static async Task<(string State, string Cookie)> Begun(HttpClient http)
    {
        using var response = await http.GetAsync("/slack/install", Cancel);
        return (QueryHelpers.ParseQuery(response.Headers.Location!.Query)["state"].ToString(), response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private static async Task<int> Callback(HttpClient http, string query, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/slack/oauth/callback?" + query);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await http.SendAsync(request, Cancel);
        return (int)response.StatusCode;
    }
}
