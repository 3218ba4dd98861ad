using System.Globalization;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Time;

namespace BotPartner.Sandbox.Room;

/// <summary>What is done in the room, done by the person it is done as.</summary>
internal sealed class RoomActs(TeamsActs teams, SlackActs slack, RoomClock clock)
{
    public TeamsActs Teams => teams;

    /// <summary>Does it; the answer holds a <c>notice</c>, <c>errors</c> (by block id) or <c>hits</c> for the person.</summary>
    public Task<JsonObject> Do(JsonObject act, CancellationToken cancellation) => (string?)act["platform"] switch
    {
        "teams" => teams.Do(act),
        "slack" => slack.Do(act),
        _ => Move(act, cancellation),
    };

    /// <summary>What was filled in, by the name of the input.</summary>
    internal static Dictionary<string, string> Filled(JsonObject act) =>
        (act["values"] as JsonObject ?? []).Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!.ToString());

    private async Task<JsonObject> Move(JsonObject act, CancellationToken cancellation)
    {
        switch ((string?)act["act"])
        {
            case "next":
                return await clock.ToNext(cancellation)
                    ? []
                    : new() { ["notice"] = string.Create(CultureInfo.InvariantCulture, $"Nothing more happens by itself within {RoomClock.Farthest.TotalDays} days.") };
            case "stop":
                clock.Stop();
                return [];
            default:
                var minutes = (double?)act["minutes"] ?? 0;
                await clock.Forward(TimeSpan.FromMinutes(Math.Clamp(minutes, 0, RoomClock.Farthest.TotalMinutes)), cancellation);
                return [];
        }
    }
}
