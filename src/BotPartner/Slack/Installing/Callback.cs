using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>The end of an installation whose state held: the code for tokens, the tokens into the store, a page for the person.</summary>
public sealed class Callback(OAuthApi oauth, ManyWorkspaces workspaces, InstallPages pages, Installer installer)
{
    private const string Back = "https://slack.com/app_redirect";

    /// <summary>Says why nothing came of it.</summary>
    public Task Refuse(HttpContext http, int status, string key, string again) => pages.Show(http, status, Text.Say(key), ("slack.install.again", again));

    /// <summary>Exchanges the code.</summary>
    public async Task Finish(HttpContext http, string? code, string? error, Uri redirect, string again)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (code is null)
        {
            await Refuse(http, StatusCodes.Status200OK, error == "access_denied" ? "slack.install.denied" : "slack.install.refused", again);
            return;
        }

        if (!installer.MayExchange())
        {
            await Refuse(http, StatusCodes.Status429TooManyRequests, "slack.install.busy", again);
            return;
        }

        // Not broken off with the browser: the code can be used once.
        var (grant, refused) = await oauth.Code(code, redirect, CancellationToken.None);
        if (grant is not { For.Realm.Length: > 0 })
        {
            installer.Refused(refused ?? "no answer");
            await Refuse(http, StatusCodes.Status502BadGateway, refused == "invalid_code" ? "slack.install.late" : "slack.install.refused", again);
            return;
        }

        await installer.Keep(grant);
        workspaces.Forget(grant.For.Realm);
        var place = grant.For.IsEnterprise ? "" : $"&team={Uri.EscapeDataString(grant.For.Realm)}";
        await pages.Show(
            http,
            StatusCodes.Status200OK,
            grant.For.Name is { } name ? Text.Say("slack.install.done", ("workspace", name)) : Text.Say("slack.install.done.unnamed"),
            ("slack.install.back", $"{Back}?app={Uri.EscapeDataString(grant.For.App ?? "")}{place}"));
    }
}

/// <summary>Keeps what was granted; bounds how often Slack is asked.</summary>
public sealed partial class Installer(Installations installations, TimeProvider time, ILogger<Installer> log)
{
    /// <summary>More people do not install the app in one minute; whoever tries more is trying codes.</summary>
    public const int MostInAMinute = 30;

    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private const int Attempts = 3;
    private readonly Lock gate = new();
    private readonly Queue<Instant> exchanges = [];

    /// <summary>Whether one more exchange may be made now; counts it.</summary>
    public bool MayExchange()
    {
        var now = time.Now();
        lock (gate)
        {
            while (exchanges.TryPeek(out var oldest) && oldest + Minute <= now)
            {
                exchanges.Dequeue();
            }

            if (exchanges.Count >= MostInAMinute)
            {
                return false;
            }

            exchanges.Enqueue(now);
            return true;
        }
    }

    /// <summary>Stores the installation; tried again, since the code is spent.</summary>
    public async Task Keep(Grant grant)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await installations.Add(grant, CancellationToken.None);
                return;
            }
            catch (Core.Documents.StoreUnavailableException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, time);
            }
        }
    }

    /// <summary>Slack would not have the code, or the app.</summary>
    public void Refused(string error) => LogRefused(log, error);

    [LoggerMessage(236, LogLevel.Warning, "An installation came to nothing: Slack says {Reason}")]
    private static partial void LogRefused(ILogger log, string reason);
}
