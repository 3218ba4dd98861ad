using System.Security.Cryptography;
using System.Text;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>Slack's ids and times in the words of the bot.</summary>
public static class Naming
{
    private const int LongestId = 200;

    /// <summary>A conversation: <c>D…</c> is direct; a group conversation says so by type or by its name <c>mpdm-…</c>.</summary>
    public static Place Place(string team, string channel, string? name = null, string? type = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        Known(team, channel);
        var group = type == "mpim" || name?.StartsWith("mpdm-", StringComparison.Ordinal) == true;
        var kind = channel.StartsWith('D') ? PlaceKind.Personal : group ? PlaceKind.Group : PlaceKind.Channel;

        // Slack says "directmessage" and "privategroup" where it keeps the real name back.
        var shown = kind == PlaceKind.Channel && name is not "privategroup" ? name : null;
        return new(SlackModule.Platform, team, channel, kind) { Name = shown is null ? null : Bounds.Cut(shown, Bounds.Name) };
    }

    /// <summary>An account.</summary>
    public static Person Person(string team, string user, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        Known(team, user);
        return new(SlackModule.Platform, team, user, Bounds.Cut(name ?? user, Bounds.Name));
    }

    /// <summary>A request id of at most 200 characters, the same for the same parts.</summary>
    public static string Id(params ReadOnlySpan<string?> parts)
    {
        var id = string.Concat("slack:", string.Join(':', parts));
        return id.Length <= LongestId ? id : "slack:#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    /// <summary>Slack's ids are short; of what is longer, nothing is kept.</summary>
    private static void Known(string team, string id)
    {
        if (team.Length > Bounds.Id || id.Length > Bounds.Id)
        {
            throw new MalformedException();
        }
    }

    /// <summary>The moment of a <c>ts</c> such as <c>1531420618.000200</c>; null if it is not one.</summary>
    public static Instant? Moment(string? ts)
    {
        if (ts is null)
        {
            return null;
        }

        var dot = ts.IndexOf('.', StringComparison.Ordinal);
        var seconds = dot < 0 ? ts : ts[..dot];
        var micros = dot < 0 ? "0" : ts[(dot + 1)..];
        return long.TryParse(seconds, System.Globalization.NumberStyles.None, null, out var s)
            && s <= 99_999_999_999
            && int.TryParse(micros.PadRight(6, '0').AsSpan(0, 6), System.Globalization.NumberStyles.None, null, out var us)
                ? Instant.FromUnixTimeSeconds(s) + Duration.FromNanoseconds(us * 1000L)
                : null;
    }

    /// <summary>When something was done that carries no time of its own: at the end of the second that Slack signed it in.
    /// By Slack's clock alone, which orders it among what does carry a time.</summary>
    public static Instant SignedAt(long second) => Instant.FromUnixTimeSeconds(second + 1) - Duration.FromTicks(1);
}
