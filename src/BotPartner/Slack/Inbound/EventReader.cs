using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;
using NodaTime;
using static BotPartner.Slack.Inbound.Happening;

namespace BotPartner.Slack.Inbound;

/// <summary>Reads events.</summary>
public sealed class EventReader(Self self, Profiles profiles, Channels channels)
{
    /// <summary>More people mentioned at once keep their ids for names.</summary>
    private const int MostNames = 10;

    /// <summary>No organisation has more workspaces in one event.</summary>
    private const int MostTeams = 1000;

    /// <summary>The event in an <c>event_callback</c>; null if it does not concern the bot.</summary>
    public Happening? Read(JsonElement root, Instant signedAt)
    {
        var ev = root.At("event"u8);
        var granted = root.At("authorizations"u8).First();

        // In a shared channel the outer team may be the other workspace.
        var whole = granted.At("is_enterprise_install"u8).ValueKind == JsonValueKind.True;
        var enterprise = whole ? granted.Words("enterprise_id"u8) ?? root.Words("enterprise_id"u8) : null;
        var team = granted.Words("team_id"u8) ?? root.Words("context_team_id"u8) ?? root.Words("team_id"u8) ?? enterprise ?? root.Words("enterprise_id"u8)
            ?? throw new MalformedException();
        if (team.Length > Bounds.Id || enterprise?.Length > Bounds.Id)
        {
            throw new MalformedException();
        }

        var at = root.At("event_time"u8) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) && seconds is > 0 and < 99_999_999_999
            ? Instant.FromUnixTimeSeconds(seconds)
            : signedAt;
        var own = granted.At("is_bot"u8).ValueKind == JsonValueKind.True ? granted.Words("user_id"u8) : null;
        switch (ev.Need("type"u8))
        {
            case "app_mention" when IsByAPerson(ev, own):
            case "message" when ev.Words("channel_type"u8) == "im" && IsByAPerson(ev, own):
                var ts = ev.Need("ts"u8);
                return Of(What.Said, Naming.Id(team, ev.Need("channel"u8), ts), Naming.Moment(ts) ?? at) with
                {
                    User = ev.Need("user"u8),
                    Text = ev.Words("text"u8) ?? "",
                    Thread = ev.Words("thread_ts"u8),
                };
            case "app_home_opened" when ev.Words("tab"u8) is "home" or null:
                return Of(What.Visited, Unique(), at) with { User = ev.Need("user"u8) };
            case "member_joined_channel":
                return Of(What.Joined, Unique(), at) with { User = ev.Need("user"u8), Inviter = ev.Words("inviter"u8) };
            case "member_left_channel":
                return Of(What.Left, Unique(), at) with { User = ev.Need("user"u8) };
            case "channel_left" or "group_left" or "channel_archive" or "group_archive" or "channel_deleted" or "group_deleted":
                return Of(What.Closed, Unique(), at) with { User = ev.Words("user"u8) };
            case "channel_unarchive" or "group_unarchive":
                return Of(What.Reopened, Unique(), at) with { User = ev.Words("user"u8) };
            case "channel_rename" or "group_rename":
                // Here the channel is an object with its new name.
                var channel = ev.At("channel"u8);
                return new(What.Renamed, Unique(), Naming.Place(team, channel.Need("id"u8), channel.Words("name"u8)), at) { UserTeam = team, Own = own, Enterprise = enterprise };
            case "channel_id_changed":
                // A private channel that becomes shared with another workspace.
                return new(What.Moved, Unique(), Naming.Place(team, ev.Need("new_channel_id"u8)), at) { UserTeam = team, Own = own, Enterprise = enterprise, Text = ev.Need("old_channel_id"u8) };
            case "team_access_granted" or "team_access_revoked":
                return Access(ev, granted.Words("enterprise_id"u8) ?? root.Words("enterprise_id"u8), Unique(), at);
            case "tokens_revoked" when ev.At("tokens"u8).At("bot"u8).First().ValueKind == JsonValueKind.Undefined:
                return null; // Tokens of people, of which the bot has none.
            case "tokens_revoked" or "app_uninstalled":
                var realm = enterprise ?? team;
                return new(What.Uninstalled, Unique(), new(SlackModule.Platform, realm, "", PlaceKind.Channel), at) { UserTeam = realm, Text = ev.Need("type"u8) };
            default:
                return null;
        }

        string Unique() => Naming.Id(team, root.Need("event_id"u8));

        Happening Of(What what, string id, Instant when) =>
            new(what, id, Naming.Place(team, ev.Need("channel"u8), type: ev.Words("channel_type"u8)), when)
            {
                UserTeam = ev.Words("user_team"u8) ?? ev.Words("source_team"u8) ?? ev.Words("team"u8) ?? team,
                Own = own,
                Enterprise = enterprise,
            };
    }

    /// <summary>The event as a request. Events carry no names and not always who the bot is: Slack may have to be asked.</summary>
    public async Task<Resolved> Resolve(Happening happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        var (place, team) = (happening.Place, happening.Place.Realm);
        switch (happening.Kind)
        {
            case What.Said:
                return await Said(happening, team);
            case What.Visited:
                var visitor = await profiles.Fill(Naming.Person(happening.UserTeam, happening.User!), team, CancellationToken.None);
                return new(new Request.Visited { Id = happening.Id, Person = visitor, Place = place, At = happening.At }, new(visitor, place) { Home = true }, true);
            case What.Renamed or What.Moved:
                var nobody = Naming.Person(team, happening.Own ?? "");
                Request changed = happening.Kind == What.Renamed
                    ? new Request.Renamed { Id = happening.Id, Person = nobody, Place = place, At = happening.At }
                    : new Request.Moved(Naming.Place(team, happening.Text)) { Id = happening.Id, Person = nobody, Place = place, At = happening.At };
                return new(changed, new(nobody, place), true);
            case What.Reopened when await channels.Holds(place) is var inside and not true:
                // Archiving takes apps out of the channel: whoever opens it again adds the bot again, which is an event of its own.
                return inside is null ? Resolved.Unknown : Resolved.Ignored;
        }

        var own = happening.Own ?? (await self.In(team))?.User;
        if (happening.Kind is What.Joined or What.Left && happening.User != own)
        {
            return own is null ? Resolved.Unknown : Resolved.Ignored;
        }

        var came = happening.Kind is What.Joined or What.Reopened;
        var by = happening.Kind == What.Joined ? happening.Inviter : happening.Kind is What.Closed or What.Reopened ? happening.User : null;
        var person = Naming.Person(happening.UserTeam, by ?? own ?? "");
        if (came)
        {
            // Who invited it is not always said: then nobody is named.
            person = by is null ? person with { Name = "" } : await profiles.Fill(person, team, CancellationToken.None);
        }

        Request request = came
            ? new Request.Arrived { Id = happening.Id, Person = person, Place = place, At = happening.At }
            : new Request.Removed { Id = happening.Id, Person = person, Place = place, At = happening.At };
        return new(request, new(person, place) { Aloud = by is null }, true);
    }

    /// <summary>Null if it is not said by or of which organisation.</summary>
    private static Happening? Access(JsonElement ev, string? organisation, string id, Instant at) => organisation is null ? null
        : new(ev.Need("type"u8) == "team_access_granted" ? What.Granted : What.Withdrawn, id, new(SlackModule.Platform, organisation, "", PlaceKind.Channel), at)
        {
            UserTeam = organisation,
            Teams = [.. ev.At("team_ids"u8).Items().Select(t => t.Words()).OfType<string>().Where(t => t.Length <= Bounds.Id).Distinct().Take(MostTeams)],
        };

    private async Task<Resolved> Said(Happening happening, string team)
    {
        var own = happening.Own ?? (happening.Text.Contains("<@", StringComparison.Ordinal) ? (await self.In(team))?.User : null);
        var speaker = Naming.Person(happening.UserTeam, happening.User!);
        var nameless = Spoken.Nameless(happening.Text).Where(u => u != own).Distinct().Take(MostNames).Select(u => Naming.Person(team, u));
        var known = Task.WhenAll(nameless.Select(p => profiles.Meet(p, team, CancellationToken.None)));
        speaker = await profiles.Fill(speaker, team, CancellationToken.None);
        var named = await known;
        var spoken = Spoken.Of(happening.Text, own, (user, label) =>
            label is null ? named.FirstOrDefault(p => p.User == user) ?? Naming.Person(team, user) : Naming.Person(team, user, label));
        var request = new Request.Said(spoken.Words)
        {
            Id = happening.Id,
            Person = speaker,
            Place = happening.Place,
            At = happening.At,
            Mentions = spoken.Mentions,
        };
        return new(request, new(speaker, happening.Place) { Thread = happening.Thread }, true);
    }

    /// <summary>Bots do not talk to the bot, itself least of all; edits and other subtypes are not new words.</summary>
    private static bool IsByAPerson(JsonElement ev, string? own) =>
        ev.Words("subtype"u8) is null or "file_share"
        && ev.Words("bot_id"u8) is null
        && ev.At("hidden"u8).ValueKind != JsonValueKind.True
        && ev.Need("user"u8) is var user
        && user != own
        && user != "USLACKBOT";
}
