using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;

namespace BotPartner.Tests.Access;

/// <summary>What an answer says, told from its keys and not from its words.</summary>
internal static partial class Refusals
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why something was not done; null if the answer does not say so.</summary>
    public static string? In(Reply reply) => reply is Reply.Show or Reply.Open
        ? Key().Matches(Words(reply)).Select(m => m.Groups["key"].Value).FirstOrDefault(k => k.StartsWith("refusal.", StringComparison.Ordinal))
        : null;

    /// <summary>All that is in an answer: texts with their keys and what people wrote, unseen arguments, the bytes of a file.</summary>
    public static string Words(Reply reply)
    {
        if (reply is not Reply.File file)
        {
            return JsonSerializer.Serialize(reply, reply.GetType(), Plain);
        }

        using var bytes = new MemoryStream();
        file.Write(bytes, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The keys of its texts, which tell what it is.</summary>
    public static string Keys(Reply reply) => $"{reply.GetType().Name} {string.Join(' ', Key().Matches(Words(reply)).Select(m => m.Groups["key"].Value).Distinct().Take(6))}";

    [GeneratedRegex("\"Key\":\"(?<key>[a-z0-9.-]+)\"", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Key();
}
