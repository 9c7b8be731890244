package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractTest {

    private static final String GOOD = """
            {"id":"a","account":"acme","name":null,"url":"http://localhost:8080/b/tmb_%s"}
            """.formatted("x".repeat(43));

    private final Contract contract = Contract.read();

    @Test
    void whatKeepsTheContractMeetsNoObjection() {
        assertThat(contract.objections("POST", "/v1/boards", 201, "application/json", GOOD)).isEmpty();
        assertThat(contract.objections("DELETE", "/v1/boards/{id}", 204, "", "")).isEmpty();
    }

    @Test
    void whatBreaksItDoes() {
        assertThat(contract.objections("POST", "/v1/boards", 201, "application/json", GOOD.replace("acme", "a b"))).isNotEmpty();
        assertThat(contract.objections("POST", "/v1/boards", 201, "application/json", "{}")).hasSize(4);
        assertThat(contract.objections("POST", "/v1/boards", 201, "text/plain", GOOD)).isNotEmpty();
        assertThat(contract.objections("POST", "/v1/boards", 418, "application/json", GOOD)).isNotEmpty();
        assertThat(contract.objections("GET", "/v1/keys", 403, "application/problem+json", "{\"title\":\"\"}")).isNotEmpty();
        assertThat(contract.objections("DELETE", "/v1/boards/{id}", 204, "", "something")).isNotEmpty();
    }
}
