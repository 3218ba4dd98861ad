using System.Text.RegularExpressions;

namespace BotPartner.Tests.House;

/// <summary>What must not be found in the source of the product where it meets others.</summary>
public sealed partial class DoorRules
{
    // These make signatures; what is compared with them is compared elsewhere.
    private static readonly string[] Makers = ["src/BotPartner/Files/LinkKey.cs"];

    [Fact]
    public void What_a_secret_made_is_compared_in_constant_time()
    {
        var files = Source.Files("src/BotPartner", "src/BotPartner.Core");
        var comparing = files.Where(f => f.Text.Contains("CryptographicOperations.FixedTimeEquals(", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            ["src/BotPartner.Core/Partnerships/Codes.cs", "src/BotPartner/Files/FileLinks.cs", "src/BotPartner/Slack/Inbound/Signature.cs", "src/BotPartner/Slack/Installing/States.cs"],
            comparing.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(comparing, f => Assert.DoesNotContain("SequenceEqual", f.Text, StringComparison.Ordinal));
        Assert.Empty(files.Where(f => Signing().IsMatch(f.Text)).Select(f => f.Path).Except(Makers).Except(comparing.Select(f => f.Path)));
    }

    [Fact]
    public void Certificates_are_never_let_pass() => Assert.All(
        Source.Files("src"), f => Assert.False(Trusting().IsMatch(f.Text), f.Path));

    [Fact]
    public void No_client_follows_where_it_is_sent_on() => Assert.All(
        Source.Files("src").Where(f => f.Text.Contains("HttpHandler", StringComparison.Ordinal) || f.Text.Contains("HttpClientHandler", StringComparison.Ordinal)),
        f => Assert.All(Handlers().Matches(f.Text), m => Assert.Matches(@"^\s*(\(\))?\s*\{\s*AllowAutoRedirect = false", f.Text[(m.Index + m.Length)..])));

    [Fact]
    public void No_client_is_made_that_follows_by_itself() => Assert.All(
        Source.Files("src"), f => Assert.DoesNotContain("new HttpClient()", f.Text, StringComparison.Ordinal));

    [GeneratedRegex(@"HMACSHA256\.HashData|\.Sign\(", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Signing();

    [GeneratedRegex("ServerCertificateCustomValidationCallback|RemoteCertificateValidationCallback|DangerousAccept|ServicePointManager", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Trusting();

    [GeneratedRegex(@"new (SocketsHttpHandler|HttpClientHandler)\b", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Handlers();
}
