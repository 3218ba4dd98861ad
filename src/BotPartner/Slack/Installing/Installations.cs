using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Keys;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>The installations as they are stored.</summary>
public sealed partial class Installations(Change change, Vault vault, TimeProvider time, ILogger<Installations> log)
{
    /// <summary>Nothing that Slack delivers again comes later than this.</summary>
    private static readonly Duration Belated = Duration.FromMinutes(10);

    /// <summary>The time now.</summary>
    public Instant Now => time.Now();

    /// <summary>The installation by which the app acts in a workspace: its own, or that of its organisation; null for none.</summary>
    public async Task<Document<Installation>?> In(string realm, CancellationToken cancellation)
    {
        var own = await change.Load(Stored.Installation, Stored.InstallationKey(realm), cancellation);
        if (own is { State.Removed: null })
        {
            return own;
        }

        var belonging = (await change.Load(Stored.Belonging, Stored.BelongingKey(realm), cancellation))?.State;
        var whole = belonging is null ? null : await change.Load(Stored.Installation, Stored.InstallationKey(belonging.Enterprise), cancellation);

        // Seen from a workspace that was taken out of it, it is removed.
        return belonging?.Withdrawn is { } since && whole is not null ? whole with { State = whole.State with { Removed = since } } : whole ?? own;
    }

    /// <summary>The access token of an installation in the clear; null if it cannot be read.</summary>
    public string? TokenOf(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        return vault.Unprotect(Installation.Purpose(installation.Realm), installation.Token);
    }

    /// <summary>The refresh token of an installation in the clear; null if there is none or it cannot be read.</summary>
    public string? RefreshOf(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        return vault.Unprotect(Installation.Purpose(installation.Realm), installation.Refresh);
    }

    /// <summary>A new installation, or one made anew: it takes the place of whatever was known.</summary>
    public async Task Add(Grant grant, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var state = With(grant.For, grant);
        await change.Run(
            Stored.Installation,
            Stored.InstallationKey(state.Realm),
            null,
            current => (current ?? Stored.Installation.New(Stored.InstallationKey(state.Realm), state)) with { State = state, Wake = null },
            cancellation);
        LogInstalled(log, state.Realm);
    }

    /// <summary>Changes an installation as long as it is the one that <paramref name="where"/> wants.</summary>
    /// <returns>As it stands now, and whether it was changed.</returns>
    public async Task<(Document<Installation>? Document, bool Changed)> Change(
        string realm, Func<Installation, bool> where, Func<Document<Installation>, Document<Installation>> to, CancellationToken cancellation)
    {
        var changed = false;
        var result = await change.Run(
            Stored.Installation,
            Stored.InstallationKey(realm),
            null,
            current => (changed = current is not null && where(current.State)) ? to(current!) : new Verdict<Installation>.Leave(),
            cancellation);
        return (result.Document, changed && result.Refusal is null);
    }

    /// <summary>The state with the tokens of a grant.</summary>
    public Installation With(Installation state, Grant grant)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(grant);
        var purpose = Installation.Purpose(state.Realm);
        return state with
        {
            Token = vault.Protect(purpose, grant.Token),
            Refresh = grant.Refresh is null ? null : vault.Protect(purpose, grant.Refresh),
            Expires = Now + grant.Lasts,
            Renewing = null,
            Lapsed = null,
        };
    }

    /// <summary>The app was removed: the tokens are erased, and what must follow is done soon.</summary>
    /// <returns>Whether it was installed until now.</returns>
    public async Task<bool> Remove(string realm, Func<Installation, bool> where, Instant at, string why)
    {
        var (_, removed) = await Change(
            realm,
            i => i.Removed is null && where(i),
            d => d with { State = d.State with { Removed = at, Token = null, Refresh = null, Expires = null, Renewing = null, Lapsed = null }, Wake = Now },
            CancellationToken.None);
        if (removed)
        {
            LogRemoved(log, why, realm);
        }

        return removed;
    }

    /// <summary>Notes a place of an installation, so that it is told of when the app is removed.</summary>
    public Task Note(string realm, Place place) => change.Run(
        Stored.Place,
        Stored.PlaceKey(realm, place),
        null,
        current => current is null ? Stored.Place.New(Stored.PlaceKey(realm, place), new(place)) : new Verdict<KnownPlace>.Leave(),
        CancellationToken.None);

    /// <summary>Notes to which organisation a workspace belongs that installed the app for all. What is heard a good while after access was
    /// withdrawn says that it was granted again.</summary>
    public Task Note(string team, string enterprise) => change.Run(
        Stored.Belonging,
        Stored.BelongingKey(team),
        null,
        current => current?.State is { } known && known.Enterprise == enterprise && !(known.Withdrawn + Belated < Now)
            ? new Verdict<Belonging>.Leave()
            : (current ?? Stored.Belonging.New(Stored.BelongingKey(team), new(enterprise))) with { State = new(enterprise), Wake = null },
        CancellationToken.None);

    /// <summary>Notes whether an organisation's installation may act in a workspace; where it may no longer, what must follow is done soon.</summary>
    public async Task Note(string team, string enterprise, bool granted, Instant at)
    {
        var state = new Belonging(enterprise) { Team = team, Said = at, Withdrawn = granted ? null : at };
        await change.Run(
            Stored.Belonging,
            Stored.BelongingKey(team),
            null,
            current => current?.State.Said >= at
                ? new Verdict<Belonging>.Leave()
                : (current ?? Stored.Belonging.New(Stored.BelongingKey(team), state)) with { State = state, Wake = granted ? null : Now },
            CancellationToken.None);
        LogAccess(log, granted ? "granted" : "withdrawn", team, enterprise);
    }

    [LoggerMessage(230, LogLevel.Information, "The app was installed in {Realm}")]
    private static partial void LogInstalled(ILogger log, string realm);

    [LoggerMessage(238, LogLevel.Information, "Access was {Change}: workspace {Team} of {Enterprise}")]
    private static partial void LogAccess(ILogger log, string change, string team, string enterprise);

    [LoggerMessage(231, LogLevel.Warning, "Slack says {Event}: the app was removed from {Realm}")]
    private static partial void LogRemoved(ILogger log, string @event, string realm);
}
