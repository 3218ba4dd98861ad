using System.Collections.Concurrent;
using System.Net;
using BotPartner.Sandbox.Slack;
using BotPartner.Tests.Stories;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Slack;

public sealed class InstallHealthSpecs
{
    [Fact]
    public async Task Keys_in_the_clear_are_a_warning_at_the_start_and_in_health_and_no_reason_not_to_be_ready()
    {
        await using var stage = await InstallingSpecs.Installable();
        await stage.Pass(1);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(stage.Slack.BotUrl!, "/health/ready"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        Assert.Equal("ready", lines[0]);
        Assert.Contains("Keys:Folder", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_workspace_without_tokens_in_the_store_needs_keys_too_for_what_people_confide()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        await stage.Pass(1);
        using var http = new HttpClient();
        var lines = (await http.GetStringAsync(new Uri(stage.Slack.BotUrl!, "/health/ready"), TestContext.Current.CancellationToken)).Split('\n');
        Assert.Equal("ready", lines[0]);
        Assert.Contains("Keys:Folder", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(Path.GetDirectoryName(stage.StoreSettings["Storage:Sqlite:Path"])!, "keys")));
    }

    [Fact]
    public async Task No_token_code_or_secret_comes_into_a_log_whatever_goes_wrong()
    {
        await using var stage = await InstallingSpecs.Installable();
        var slack = stage.Slack;
        var log = new Everything();
        stage.Adjust = b => b.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        await stage.Restart();
        using var browser = new SlackBrowser(slack);
        slack.Mischief.Answer("oauth.v2.access", 200, body: """{"ok":false,"error":"bad_client_secret"}""");
        await browser.Installs();
        await browser.Installs();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        await stage.Jump(TimeSpan.FromHours(11));
        slack.Mischief.LoseAnswer("oauth.v2.access");
        await slack.Bo.Says(slack.Partnership, "@BotPartner help");
        await stage.Pass(2);
        await stage.Jump(TimeSpan.FromMinutes(2));
        await slack.Bo.Says(slack.Partnership, "@BotPartner help");
        await stage.Pass(2);
        await slack.Uninstalls().TellsUninstalled();
        await stage.Pass(2);
        Assert.Contains(log.Lines, l => l.Contains("bad_client_secret", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("cannot be renewed any more", StringComparison.Ordinal));
        Assert.All(slack.Tokens.Append(slack.Options.ClientSecret), secret => Assert.DoesNotContain(log.Lines, l => l.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, l => l.Contains("xox", StringComparison.Ordinal));
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
