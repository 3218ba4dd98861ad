using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks;

/// <summary><c>block_actions</c>, with the message they were pressed on, signed afresh each time.</summary>
internal sealed class SlackVotes : Votes, IDisposable
{
    private const string SecondMark = "@second@@@";
    private const string MomentMark = "@second@@@.@micro";
    private static readonly string SignatureMark = "@signature".PadRight(64, '@');
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Names.SigningSecret));
    private readonly Template[] templates;
    private long last;

    /// <param name="card">The message as the bot posted it.</param>
    /// <param name="sink">Where confirmations go.</param>
    public SlackVotes(JsonElement card, string sink) => templates = [.. Choices.Select(c => new Template(Interaction(card, sink, c)))];

    public override ReadOnlyMemory<byte> Cast(int voter, int choice)
    {
        var template = templates[choice];
        var micros = last = Math.Max(last + 1, Micros());
        template.Fill(voter, micros / 1_000_000, micros % 1_000_000);
        template.Sign(mac);
        return template.Request;
    }

    public void Dispose() => mac.Dispose();

    /// <summary>A slash command, signed.</summary>
    /// <param name="assembly">Whose steward says it.</param>
    /// <param name="words">What.</param>
    /// <param name="answers">Where a later answer goes; null if nobody wants to hear it.</param>
    public static (string Body, string Second, string Signature) Command(Assembly assembly, string words, string? answers = null)
    {
        var second = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString();
        var body = $"team_id={Names.SlackTeam}&user_id={assembly.Steward.User}&user_name=steward&channel_id={assembly.SlackChannel}&channel_name=bench"
            + $"&command=%2Fpartner&trigger_id={Guid.NewGuid():N}&text={Uri.EscapeDataString(words)}"
            + (answers is null ? "" : $"&response_url={Uri.EscapeDataString(answers)}");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Names.SigningSecret), Encoding.UTF8.GetBytes($"v0:{second}:{body}"));
        return (body, second, "v0=" + Convert.ToHexStringLower(signature));
    }

    private static byte[] Interaction(JsonElement card, string sink, string choice)
    {
        var posted = Posted(card);
        var blocks = posted["blocks"]!;
        var button = Find(blocks, o => (string?)o["type"] == "button" && ((string?)o["value"])?.Contains($"\"c\":\"{choice}\"", StringComparison.Ordinal) == true);
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = "U" + VoterMark, ["username"] = "delegate" + VoterMark, ["name"] = "delegate" + VoterMark, ["team_id"] = Names.SlackTeam },
            ["api_app_id"] = "A0BENCH",
            ["token"] = "verification",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1792345678.000001", ["channel_id"] = (string?)posted["channel"], ["is_ephemeral"] = false },
            ["trigger_id"] = $"{MomentMark}.{VoterMark}.trigger",
            ["team"] = new JsonObject { ["id"] = Names.SlackTeam, ["domain"] = "bench" },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
            ["channel"] = new JsonObject { ["id"] = (string?)posted["channel"], ["name"] = "bench" },
            ["message"] = new JsonObject { ["type"] = "message", ["user"] = "UBOT", ["bot_id"] = "BBENCH", ["ts"] = "1792345678.000001", ["text"] = (string?)posted["text"], ["team"] = Names.SlackTeam, ["blocks"] = blocks.DeepClone() },
            ["state"] = new JsonObject { ["values"] = new JsonObject() },
            ["response_url"] = $"{sink}/hooks/{VoterMark}",
            ["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = (string?)button["action_id"],
                ["block_id"] = "b1",
                ["text"] = button["text"]?.DeepClone(),
                ["value"] = (string?)button["value"],
                ["type"] = "button",
                ["action_ts"] = MomentMark,
            }),
        };
        var escaped = Uri.EscapeDataString(payload.ToJsonString(Relaxed)).Replace("%40", "@", StringComparison.Ordinal);
        return Request(
            "/slack/interactions",
            $"Content-Type: application/x-www-form-urlencoded\r\nX-Slack-Request-Timestamp: {SecondMark}\r\nX-Slack-Signature: v0={SignatureMark}\r\n",
            "payload=" + escaped);
    }

    /// <summary>A request with places for what changes.</summary>
    private sealed class Template(byte[] request)
    {
        private readonly int[] voters = Places(request, VoterMark);
        private readonly int[] seconds = Places(request, SecondMark);
        private readonly int[] micros = [.. Places(request, MomentMark).Select(p => p + SecondMark.Length + 1)];
        private readonly int signature = Places(request, SignatureMark)[0];
        private readonly int body = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

        public ReadOnlyMemory<byte> Request => request;

        public void Fill(int voter, long second, long micro)
        {
            Put(request, voters, voter, "00000000");
            Put(request, seconds, second, "0000000000");
            Put(request, micros, micro, "000000");
        }

        public void Sign(IncrementalHash mac)
        {
            mac.AppendData("v0:"u8);
            mac.AppendData(request, seconds[0], SecondMark.Length);
            mac.AppendData(":"u8);
            mac.AppendData(request, body, request.Length - body);
            Span<byte> hash = stackalloc byte[32];
            mac.GetHashAndReset(hash);
            Span<char> hex = stackalloc char[64];
            Convert.TryToHexStringLower(hash, hex, out _);
            Encoding.ASCII.GetBytes(hex, request.AsSpan(signature));
        }
    }
}
