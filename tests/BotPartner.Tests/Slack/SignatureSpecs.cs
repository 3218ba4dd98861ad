using System.Text;
using System.Text.Json;
using BotPartner.Slack.Inbound;

namespace BotPartner.Tests.Slack;

public sealed class SignatureSpecs
{
    public static TheoryData<string> Vectors
    {
        get
        {
            using var file = JsonDocument.Parse(File.ReadAllText("Fixtures/slack-signature.json"));
            return [.. file.RootElement.EnumerateArray().Select(v => v.GetRawText())];
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_of_the_official_verifiers_comes_out_as_recorded(string vector)
    {
        using var parsed = JsonDocument.Parse(vector);
        var v = parsed.RootElement;
        string Words(string name) => v.GetProperty(name).GetString()!;
        Assert.Equal(v.GetProperty("expect").GetBoolean(), Holds(
            Words("secret"), Words("body"), Words("timestamp"), Words("signature"), v.GetProperty("now").GetInt64()));
    }

    [Fact]
    public void All_eighteen_vectors_are_there() => Assert.Equal(18, Vectors.Count);

    [Theory]
    [InlineData("")]
    [InlineData("-1531420618")]
    [InlineData("+1531420618")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618.5")]
    [InlineData("١٥٣١٤٢٠٦١٨")]
    [InlineData("99999999999999999999999999")]
    public void A_timestamp_is_digits_and_nothing_else(string timestamp) =>
        Assert.Null(Signature.Timely(timestamp, DateTimeOffset.FromUnixTimeSeconds(1531420618)));

    [Fact]
    public void A_signature_with_letters_that_are_not_ascii_is_no_signature() =>
        Assert.False(Holds("s", "b", "1531420618", "v0=" + new string('é', 64), 1531420618));

    private static bool Holds(string secret, string body, string timestamp, string signature, long now)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var buffer = new byte[Signature.Headroom + bytes.Length];
        bytes.CopyTo(buffer, Signature.Headroom);
        return Signature.Timely(timestamp, DateTimeOffset.FromUnixTimeSeconds(now)) is not null
            && Signature.Holds(Encoding.UTF8.GetBytes(secret), timestamp, signature, buffer);
    }
}
