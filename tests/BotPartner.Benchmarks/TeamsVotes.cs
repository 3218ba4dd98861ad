using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks;

/// <summary><c>adaptiveCard/action</c> invokes.</summary>
internal sealed class TeamsVotes : Votes
{
    private const string MomentMark = "@micros@@@@@@@@@";
    private const string ClockMark = "@clock@@@@@@@@@@@@@@@@@@@@@";
    private readonly Template[] templates;
    private long last;

    /// <param name="channel">Where the card stands.</param>
    /// <param name="card">The activity as the bot posted it.</param>
    /// <param name="service">The service URL.</param>
    public TeamsVotes(string channel, JsonElement card, string service) => templates = [.. Choices.Select(c => new Template(Invoke(channel, card, service, c)))];

    public override ReadOnlyMemory<byte> Cast(int voter, int choice)
    {
        var micros = last = Math.Max(last + 1, Micros());
        return templates[choice].Fill(voter, micros);
    }

    public override bool Confirmed(int status, ReadOnlySpan<byte> body, int voter) =>
        status == 200 && body.IndexOf(Encoding.ASCII.GetBytes(Names.Partner(voter))) >= 0;

    private static byte[] Invoke(string channel, JsonElement card, string service, string choice)
    {
        var button = Find(
            Posted(card)["attachments"],
            o => (string?)o["type"] == "Action.Execute" && o["data"]?.ToJsonString().Contains($"\"c\":\"{choice}\"", StringComparison.Ordinal) == true);
        var activity = new JsonObject
        {
            ["type"] = "invoke",
            ["id"] = $"f:{MomentMark}{VoterMark}",
            ["timestamp"] = ClockMark + "Z",
            ["localTimestamp"] = ClockMark + "+00:00",
            ["localTimezone"] = "Europe/Paris",
            ["serviceUrl"] = service,
            ["channelId"] = "msteams",
            ["name"] = "adaptiveCard/action",
            ["from"] = new JsonObject { ["id"] = "29:" + VoterMark, ["name"] = "Delegate " + VoterMark, ["aadObjectId"] = "33333333-3333-4333-8333-333333333331" },
            ["conversation"] = new JsonObject { ["isGroup"] = true, ["conversationType"] = "channel", ["tenantId"] = Names.Tenant, ["id"] = channel + ";messageid=1792345678001" },
            ["recipient"] = new JsonObject { ["id"] = "28:" + Names.AppId, ["name"] = "BotPartner" },
            ["locale"] = "en-US",
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "FR", ["platform"] = "Web", ["timezone"] = "Europe/Paris" }),
            ["channelData"] = new JsonObject
            {
                ["source"] = new JsonObject { ["name"] = "message" },
                ["tenant"] = new JsonObject { ["id"] = Names.Tenant },
                ["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2" },
                ["channel"] = new JsonObject { ["id"] = channel },
            },
            ["replyToId"] = "1792345678001",
            ["value"] = new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = (string?)button["title"], ["verb"] = (string?)button["verb"], ["data"] = button["data"]!.DeepClone() },
                ["trigger"] = "manual",
            },
        };
        return Request("/api/messages", "Content-Type: application/json; charset=utf-8\r\n", activity.ToJsonString());
    }

    /// <summary>A request with places for what changes.</summary>
    private sealed class Template(byte[] request)
    {
        private readonly int[] voters = Places(request, VoterMark);
        private readonly int[] moments = Places(request, MomentMark);
        private readonly int[] clocks = Places(request, ClockMark);

        public ReadOnlyMemory<byte> Fill(int voter, long micros)
        {
            Put(request, voters, voter, "00000000");
            Put(request, moments, micros, "0000000000000000");
            foreach (var clock in clocks)
            {
                DateTime.UnixEpoch.AddMicroseconds(micros).TryFormat(request.AsSpan(clock), out _, "yyyy-MM-ddTHH:mm:ss.fffffff");
            }

            return request;
        }
    }
}
