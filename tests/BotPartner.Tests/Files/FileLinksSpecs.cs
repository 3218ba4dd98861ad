using BotPartner.Core.Chat;
using BotPartner.Files;
using Microsoft.Extensions.Configuration;

namespace BotPartner.Tests.Files;

public sealed class FileLinksSpecs
{
    private static readonly FileSource Source = new("pWpe3DsMGUmoBzM4CVCpcbQ", "record/12");
    private readonly ManualTime time = new();

    [Fact]
    public void A_link_leads_to_its_file_for_an_hour_and_not_longer()
    {
        var links = Links();
        var (link, until) = links.To(Source)!.Value;
        Assert.StartsWith("https://bot.example.org/a/records/", link.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromHours(1), until.ToDateTimeOffset());
        Assert.Equal(new Followed(Source, Expired: false), links.Follow(Token(link)));
        time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.False(links.Follow(Token(link)).Expired);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Followed(Source, Expired: true), links.Follow(Token(link)));
    }

    [Fact]
    public void No_character_of_a_token_can_be_changed_added_or_taken_away()
    {
        var links = Links();
        var token = Token(links.To(Source)!.Value.Link);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = $"{token[..i]}{(token[i] == 'x' ? 'y' : 'x')}{token[(i + 1)..]}";
            var followed = links.Follow(changed);
            Assert.True(followed.Source is null || i == token.Length - 1, $"character {i}"); // The last one may hold bits that say nothing.
            Assert.True(followed.Source is null || followed.Source == Source);
            Assert.Null(links.Follow(token[..i]).Source);
        }

        Assert.Null(links.Follow(token + "AAAA").Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not/base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_leads_nowhere(string token) => Assert.Equal(new Followed(null, Expired: false), Links().Follow(token));

    [Fact]
    public void Overlong_ones_are_not_even_decoded() => Assert.Null(Links().Follow(new string('A', 100_000)).Source);

    [Fact]
    public void Another_secret_makes_another_key_and_the_same_secrets_the_same()
    {
        var token = Token(Links().To(Source)!.Value.Link);
        Assert.NotNull(Links().Follow(token).Source);
        Assert.Null(Links(("Slack:SigningSecret", "other")).Follow(token).Source);
        Assert.Null(Links(("Slack:SigningSecret", "")).Follow(token).Source);
    }

    [Fact]
    public void Without_any_secret_links_hold_as_long_as_the_process()
    {
        var links = Links(("Slack:SigningSecret", ""));
        var token = Token(links.To(Source)!.Value.Link);
        Assert.NotNull(links.Follow(token).Source);
        Assert.Null(Links(("Slack:SigningSecret", "")).Follow(token).Source);
    }

    [Fact]
    public void Without_a_public_address_there_are_no_links() => Assert.Null(Links(("Public:BaseUrl", "")).To(Source));

    [Theory]
    [InlineData("http://bot.example.org")]
    [InlineData("bot.example.org")]
    [InlineData("https://user@bot.example.org")]
    [InlineData("https://bot.example.org/?x=1")]
    [InlineData("ftp://bot.example.org")]
    public void An_address_that_cannot_be_used_stops_the_start(string address) =>
        Assert.Contains("Public:BaseUrl", Assert.Throws<ConfigurationException>(() => Links(("Public:BaseUrl", address))).Message, StringComparison.Ordinal);

    private static string Token(Uri link) => link.Segments[^1];

    private FileLinks Links(params (string Key, string Value)[] more)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Public:BaseUrl", "https://bot.example.org/a"), new("Slack:SigningSecret", "secret")])
            .AddInMemoryCollection(more.Select(m => KeyValuePair.Create(m.Key, (string?)m.Value)))
            .Build();
        return new(PublicAddress.Read(configuration), new(configuration), time);
    }
}
