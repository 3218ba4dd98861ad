using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BotPartner.Keys;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace BotPartner.Tests.Keys;

public sealed class VaultSpecs
{
    private const string Secret = "xoxb-canary-token";

    [Fact]
    public void What_is_protected_is_unreadable_and_comes_back_for_its_purpose_alone()
    {
        using var folder = new TemporaryFolder();
        var vault = new Vault(new(folder.File("keys"), null), new ManualTime());
        var kept = vault.Protect("slack.token.T1", Secret);
        Assert.DoesNotContain("canary", kept, StringComparison.Ordinal);
        Assert.Equal(Secret, vault.Unprotect("slack.token.T1", kept));
        Assert.Null(vault.Unprotect("slack.token.T2", kept));
        Assert.Null(vault.Unprotect("slack.token.T1", kept[..^5] + "AAAAA"));
        Assert.Null(vault.Unprotect("slack.token.T1", "not ours"));
    }

    [Fact]
    public void Processes_that_share_the_folder_read_what_the_others_wrote_whoever_made_a_key_first()
    {
        using var folder = new TemporaryFolder();
        var settings = new KeySettings(folder.File("keys"), null);
        var time = new ManualTime();
        var (first, second) = (new Vault(settings, time), new Vault(settings, time));
        var (a, b) = ("", "");
        Parallel.Invoke(() => a = first.Protect("p", "a"), () => b = second.Protect("p", "b"));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(("a", "b"), (second.Unprotect("p", a), first.Unprotect("p", b)));
        Assert.Equal("a", new Vault(settings, time).Unprotect("p", a));
    }

    [Fact]
    public void A_certificate_encrypts_the_keys_themselves()
    {
        using var folder = new TemporaryFolder();
        var pfx = Pfx(folder, "password");
        var settings = Read(folder, ("Keys:CertificatePath", pfx), ("Keys:CertificatePassword", "password"), ("Keys:Folder", folder.File("shared")));
        var kept = new Vault(settings, new ManualTime()).Protect("p", Secret);
        var files = Directory.GetFiles(folder.File("shared")).Select(File.ReadAllText).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Contains("EncryptedData", f, StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain("<masterKey", f, StringComparison.Ordinal));
        Assert.Equal(Secret, new Vault(settings, new ManualTime()).Unprotect("p", kept));
        Assert.Null(new Vault(new(folder.File("shared"), null), new ManualTime()).Unprotect("p", kept));
    }

    [Fact]
    public void Keys_lie_beside_the_file_for_the_bots_user_alone()
    {
        using var folder = new TemporaryFolder();
        var settings = Read(folder, ("Storage:Sqlite:Path", folder.File("botpartner.db")));
        Assert.Equal(folder.File("keys"), settings.Folder);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(settings.Folder));
        }
    }

    [Theory]
    [InlineData("Keys:Folder", "Storage:Provider", "Cosmos")]
    [InlineData("Keys:CertificatePath", "Keys:CertificatePath", "nowhere.pfx")]
    [InlineData("Keys:CertificatePath", "Keys:CertificatePath", "right.pfx")]
    [InlineData("Keys:CertificatePath", "Keys:CertificatePassword", "canary")]
    [InlineData("Keys:Folder", "Keys:Folder", "right.pfx")]
    public void A_wrong_value_stops_the_start_with_one_clear_line(string named, string key, string value)
    {
        using var folder = new TemporaryFolder();
        Pfx(folder, "canary");
        var wrong = Assert.Throws<ConfigurationException>(() => Read(folder, (key, value)));
        Assert.StartsWith($"Configuration: {named} must", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    private static KeySettings Read(TemporaryFolder folder, params (string Key, string Value)[] values) =>
        KeySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value)).Build(), folder.Path);

    private static string Pfx(TemporaryFolder folder, string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(55), DateTimeOffset.UnixEpoch.AddYears(80));
        File.WriteAllBytes(folder.File("right.pfx"), certificate.Export(X509ContentType.Pfx, password));
        return folder.File("right.pfx");
    }
}
