using System.Text.Json.Nodes;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>The last of the wire in plain words, each request with its payload on demand; and the time.</summary>
internal sealed class WireView(WireLog log, RoomClock clock, RoomPeople people)
{
    private const int Shown = 60;

    public JsonObject Clock() => new()
    {
        ["now"] = clock.Time.GetUtcNow().ToUnixTimeMilliseconds(),
        ["ahead"] = (long)clock.Time.Ahead.TotalSeconds,
        ["moving"] = clock.Moving,
    };

    /// <summary>Oldest first.</summary>
    public JsonArray Latest() => new([.. log.Entries.TakeLast(Shown).Select(e => new JsonObject
    {
        ["number"] = e.Number,
        ["at"] = e.At.ToUnixTimeMilliseconds(),
        ["service"] = e.Service,
        ["toBot"] = e.Direction == WireDirection.ToBot,
        ["words"] = people.Whom(e) is { } name ? $"{WireWords.Of(e)} to {name}, in private" : WireWords.Of(e),
        ["refused"] = WireWords.Refused(e),
    })]);

    /// <summary>What went over the wire, without what could be used to pose as somebody; null if it is no longer kept.</summary>
    public JsonObject? Payload(long number) => log.Entries.FirstOrDefault(e => e.Number == number) is { } entry
        ? new()
        {
            ["line"] = $"{entry.Method} {entry.Path}",
            ["status"] = entry.Status,
            ["request"] = entry.RequestBody,
            ["response"] = entry.ResponseBody,
        }
        : null;
}
