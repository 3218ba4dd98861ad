using BotPartner.Core.Languages;
using BotPartner.Limits;
using BotPartner.Workers;
using NodaTime;

namespace BotPartner.Doctor;

/// <summary>All that is looked at: side by side, each for ten seconds at most, so that one run shows everything.</summary>
internal sealed class Checkup(WebApplicationBuilder builder, Neighbour neighbour)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What was found, in the order of the settings.</summary>
    public async Task<IReadOnlyList<Finding>> All(CancellationToken cancellation)
    {
        var store = new StoreCheck(builder);
        var all = await Task.WhenAll(
            Bounded("settings", _ => Task.FromResult<IReadOnlyList<Finding>>(Settings()), cancellation),
            Bounded("store", store.Look, cancellation),
            Bounded("keys", _ => Task.FromResult(new KeysCheck(builder).Look()), cancellation),
            Bounded("public address", ct => new PublicCheck(builder, neighbour, store).Look(ct), cancellation),
            Bounded("Teams", ct => new TeamsCheck(builder, neighbour).Look(ct), cancellation),
            Bounded("Slack", ct => new SlackCheck(builder, neighbour).Look(ct), cancellation));
        return [.. all.SelectMany(f => f)];
    }

    private List<Finding> Settings()
    {
        var found = new List<Finding>();
        Add(Finding.Reading("limits", () => LimitSettings.Read(builder.Configuration)));
        Add(Finding.Reading("clock", () => builder.AddWorkers()));
        if (found.Count == 0)
        {
            found.Add(Finding.Ok("settings", $"read for {builder.Environment.EnvironmentName}, from '{builder.Environment.ContentRootPath}' and the environment"));
        }

        Texts.Load();
        found.Add(Finding.Ok("languages", string.Join(", ", Texts.Languages)));
        found.Add(Finding.Ok("time zones", DateTimeZoneProviders.Tzdb.VersionId));
        return found;

        void Add(Finding? finding)
        {
            if (finding is not null)
            {
                found.Add(finding);
            }
        }
    }

    private async Task<IReadOnlyList<Finding>> Bounded(string about, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, neighbour.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await Task.Run(() => look(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [Finding.Wrong(about, $"no answer within {Patience.TotalSeconds:0} s", "Look whether a firewall or proxy holds it up, and run this again.")];
        }
#pragma warning disable CA1031 // What one check did not expect must not hide what the others found. The message could hold what must not be shown.
        catch (Exception unexpected) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [Finding.Wrong(about, $"it could not be checked ({unexpected.GetType().Name})", "Run this again; if it stays so, tell the makers of the bot.")];
        }
    }
}
