using System.Net;
using BotPartner.Doctor;
using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Sandbox;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Doctor;

/// <summary>What the doctor finds, and what it says is to be done.</summary>
public sealed class DoctorSpecs : IDisposable
{
    private const string Scopes = "app_mentions:read,channels:read,chat:write,commands,files:write,groups:read,im:history,im:write,users:read";
    private const string Secret = "8f742231b10e8888abcd99aaaeee85a5";

    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly FarSide far = new();
    private readonly Dictionary<string, string?> settings;

    public DoctorSpecs()
    {
        settings = new()
        {
            ["Storage:Sqlite:Path"] = Store,
            ["Slack:SigningSecret"] = Secret,
            ["Slack:BotToken"] = "xoxb-canary-1",
            ["Slack:AppToken"] = "xapp-canary-2",
            ["Teams:AppId"] = "22222222-2222-4222-8222-222222222222",
            ["Teams:TenantId"] = "11111111-1111-4111-8111-111111111111",
            ["Teams:ClientSecret"] = "canary-3",
            ["Public:BaseUrl"] = "https://bot.example.org",
        };
        far.Says("/api/auth.test", """{"ok":true,"team":"Rivers","team_id":"T1"}""", ("x-oauth-scopes", Scopes));
        far.Says("/api/apps.connections.open", """{"ok":true,"url":"wss://wss-primary.slack.com/link/?ticket=canary-4"}""");
        far.Says("/oauth2/v2.0/token", """{"token_type":"Bearer","expires_in":3600,"access_token":"canary-5"}""");
        far.Says("openidconfiguration", """{"issuer":"https://api.botframework.com","jwks_uri":"https://login.botframework.com/v1/.well-known/keys"}""");
        far.Says(".well-known/keys", """{"keys":[{"kid":"k1","endorsements":["msteams"]},{"kid":"k2","endorsements":["webchat"]}]}""");
        far.Says("/health/live", "live");
    }

    private string Store => folder.File("bot.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Where_nothing_is_wrong_each_line_says_so()
    {
        await using (Bot())
        {
            var (code, lines) = await Look();
            Assert.Equal(0, code);
            Assert.DoesNotContain(lines, l => l.StartsWith("WRONG", StringComparison.Ordinal));
            Ok(lines, $"store: SQLite, '{Store}'", "a bot works on it now");
            Ok(lines, "Slack: the token is good, in the workspace Rivers");
            Ok(lines, "Slack: sockets can be opened");
            Ok(lines, "Teams: Microsoft Entra gives the bot its token");
            Ok(lines, "Teams: 1 keys of the Bot Connector are announced for Teams");
            Ok(lines, "public address: https://bot.example.org/ leads to a bot that lives");
            Ok(lines, "languages: en, fr, es");
            Ok(lines, "time zones: TZDB");
            Assert.Equal("Wrong: 0. Warnings: 2.", lines[^1]); // The keys: none yet, and in the clear.
        }
    }

    [Fact]
    public async Task A_platform_that_is_off_is_said_to_be_and_is_not_wrong()
    {
        foreach (var key in settings.Keys.Where(k => k.StartsWith("Slack", StringComparison.Ordinal) || k.StartsWith("Teams", StringComparison.Ordinal)).ToArray())
        {
            settings.Remove(key);
        }

        var (code, lines) = await Look();
        Assert.Equal(0, code);
        Ok(lines, "Slack: off: neither Slack:SigningSecret nor Slack:AppToken is set");
        Ok(lines, "Teams: off: Teams:AppId is not set");
        Assert.DoesNotContain(far.Asked, a => a.Contains("slack", StringComparison.Ordinal) || a.Contains("microsoft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_wrong_setting_is_shown_in_one_run()
    {
        settings["Slack:BotToken"] = "canary-6";
        settings["Teams:AppId"] = "canary-7";
        settings["Limits:AtOnce"] = "0";
        settings["Clock:PollSeconds"] = "never";
        settings["Public:BaseUrl"] = "http://bot.example.org";
        settings["Keys:CertificatePath"] = folder.File("none.pfx");
        settings["Storage:Provider"] = "Paper";
        var (code, lines) = await Look();
        Assert.Equal(1, code);
        Assert.All(
            new[] { "Slack:BotToken must be", "Teams:AppId must be", "Limits:AtOnce must be", "Clock:PollSeconds must be", "Public:BaseUrl must be", "Keys:CertificatePath must be", "Storage:Provider must be" },
            w => Assert.Contains(lines, l => l.StartsWith("WRONG", StringComparison.Ordinal) && l.Contains("Configuration: " + w, StringComparison.Ordinal)));
        Assert.StartsWith("Wrong: 7. ", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/auth.test", """{"ok":false,"error":"invalid_auth"}""", "Slack refuses the bot token (invalid_auth)", "Copy the Bot User OAuth Token again")]
    [InlineData("/api/auth.test", """{"ok":false,"error":"account_inactive"}""", "Slack refuses the bot token (account_inactive)", "install it again")]
    [InlineData("/api/auth.test", "<html>proxy</html>", "is not Slack", "proxy")]
    [InlineData("/api/apps.connections.open", """{"ok":false,"error":"missing_scope"}""", "Slack opens no socket (missing_scope)", "connections:write")]
    [InlineData("/oauth2/v2.0/token", """{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app are expired."}""", "AADSTS7000222", "has expired: make a new one")]
    [InlineData("/oauth2/v2.0/token", """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", "AADSTS7000215", "must be the secret's value")]
    [InlineData("/oauth2/v2.0/token", """{"error":"unauthorized_client","error_description":"AADSTS700016: Application not found."}""", "AADSTS700016", "The tenant does not know the app")]
    [InlineData("/oauth2/v2.0/token", """{"error":"invalid_request","error_description":"AADSTS90002: Tenant not found."}""", "AADSTS90002", "There is no such tenant")]
    [InlineData("openidconfiguration", "{}", "the keys of the Bot Connector are not announced", "nothing from Teams is let in")]
    [InlineData("openidconfiguration", """{"jwks_uri":"https://elsewhere.example/keys"}""", "the keys of the Bot Connector are not announced", "nothing from Teams is let in")]
    [InlineData(".well-known/keys", """{"keys":[{"kid":"k2","endorsements":["webchat"]}]}""", "no key of the Bot Connector is announced for Teams", "nothing from Teams is let in")]
    public async Task What_a_neighbour_refuses_is_wrong_and_says_what_to_do(string path, string answer, string says, string advice)
    {
        far.Says(path, answer, path.EndsWith("token", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        await Wrong(says, advice);
    }

    [Fact]
    public async Task Scopes_that_the_token_lacks_are_named()
    {
        far.Says("/api/auth.test", """{"ok":true,"team":"Rivers"}""", ("x-oauth-scopes", "chat:write,commands,app_mentions:read,channels:read,groups:read,im:history,im:write"));
        await Wrong("the token lacks files:write, users:read", "install the app again");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_told_by_the_neighbours_time()
    {
        far.Date = time.GetUtcNow() - TimeSpan.FromMinutes(6);
        await Wrong("this machine's clock is 360 s ahead", "Set the clock (NTP)");
        far.Date = time.GetUtcNow() + TimeSpan.FromSeconds(90);
        var (code, lines) = await Look();
        Assert.Equal(0, code);
        Assert.Contains(lines, l => l.StartsWith("warning  Slack: this machine's clock is 90 s behind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_reached_is_named_and_the_others_are_checked_all_the_same()
    {
        far.Unreachable = "slack.com";
        var (code, lines) = await Look();
        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.StartsWith("WRONG    Slack: it is not reached: its name cannot be resolved", StringComparison.Ordinal));
        Ok(lines, "Teams: Microsoft Entra gives the bot its token");
    }

    [Fact]
    public async Task Who_does_not_answer_is_waited_for_ten_seconds_at_most()
    {
        far.Hangs = "slack.com";
        var looking = Look();
        await Soon.True(() => far.Asked.Any(a => a.EndsWith("auth.test", StringComparison.Ordinal)));
        await Soon.True(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return looking.IsCompleted;
        });
        var (code, lines) = await looking;
        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.StartsWith("WRONG    Slack: no answer within 10 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signing_secret_of_another_form_is_doubted()
    {
        settings["Slack:SigningSecret"] = "canary-8";
        var (code, lines) = await Look();
        Assert.Equal(0, code);
        Assert.Contains(lines, l => l.StartsWith("warning  Slack: Slack:SigningSecret does not look like one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_leads_elsewhere_is_wrong_while_the_bot_runs_and_doubted_while_it_does_not()
    {
        far.Says("/health/live", "not found", HttpStatusCode.NotFound);
        var (code, lines) = await Look();
        Assert.Equal(0, code);
        Assert.Contains(lines, l => l.StartsWith("warning  public address: https://bot.example.org/ does not lead to a bot now", StringComparison.Ordinal));
        await using (Bot())
        {
            await Wrong("https://bot.example.org/ answers 404, but not as this bot", "Have the proxy lead");
        }
    }

    [Fact]
    public async Task A_file_that_is_no_store_of_ours_is_wrong_and_nothing_is_made_or_changed()
    {
        await File.WriteAllTextAsync(Store, new string('w', 5000), TestContext.Current.CancellationToken);
        await Wrong("cannot be read", "restore a backup");
        File.Delete(Store);
        var (_, lines) = await Look();
        Assert.Contains(lines, l => l.StartsWith($"warning  store: there is no file '{Store}' yet", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Another_word_is_another_command() => Assert.Null(DoctorCommand.Of(["doctors"]));

    private static void Ok(IReadOnlyList<string> lines, params string[] parts) =>
        Assert.Contains(lines, l => l.StartsWith("ok", StringComparison.Ordinal) && Array.TrueForAll(parts, p => l.Contains(p, StringComparison.Ordinal)));

    private async Task Wrong(string says, string advice)
    {
        var (code, lines) = await Look();
        Assert.Equal(1, code);
        var at = lines.ToList().FindIndex(l => l.StartsWith("WRONG", StringComparison.Ordinal) && l.Contains(says, StringComparison.Ordinal));
        Assert.True(at >= 0, string.Join('\n', lines));
        Assert.Contains(advice, lines[at + 1], StringComparison.Ordinal);
    }

    private SqliteDocuments Bot() => SqliteDocuments.Open(new SqliteOptions(Store), time, NullLogger<SqliteDocuments>.Instance);

    /// <summary>Runs it; whatever it finds, it shows no secret.</summary>
    private async Task<(int Code, IReadOnlyList<string> Lines)> Look()
    {
        var say = new StringWriter { NewLine = "\n" };
        var code = await DoctorCommand.Of(["doctor"])!.Run(
            say,
            far,
            b =>
            {
                b.Configuration.AddInMemoryCollection(settings);
                b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            },
            TestContext.Current.CancellationToken);
        var lines = say.ToString().TrimEnd('\n').Split('\n');
        Assert.All(lines, l => Assert.DoesNotContain("canary", l, StringComparison.Ordinal));
        Assert.All(lines, l => Assert.DoesNotContain(Secret, l, StringComparison.Ordinal));
        return (code, lines);
    }
}
